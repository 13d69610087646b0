/** Which folder serves which engine. The only place that knows them all. */
import type { EndpointAddress } from '../model/endpoint-url.ts';
import { DmsError } from '../model/errors.ts';
import type { EndpointSecrets, SourceEndpoint, TargetEndpoint } from './contract.ts';

/**
 * Opens a source: connects and signs in, so that a wrong host or password is noticed here.
 * @throws DmsError of the `connect.*` kinds, or `usage` when the engine cannot be a source
 */
export async function openSource(
  address: EndpointAddress,
  secrets: EndpointSecrets,
  signal: AbortSignal,
): Promise<SourceEndpoint> {
  if (address.engine !== 'mysql') {
    throw new DmsError('usage', {
      problem: `${address.engine} cannot be a source`,
      allowed: 'mysql, mariadb, aurora',
    });
  }
  const { openMysqlSource } = await import('./mysql/source.ts');
  return await openMysqlSource(address, secrets, signal);
}

/**
 * Opens a target. `controlSchema` is where a database target keeps its ledger; `stateFolder` is where
 * file targets do. Each engine's code is loaded only when it is asked for.
 */
export async function openTarget(
  address: EndpointAddress,
  secrets: EndpointSecrets,
  options: { readonly controlSchema: string; readonly stateFolder: string },
  signal: AbortSignal,
): Promise<TargetEndpoint> {
  switch (address.engine) {
    case 'mysql': {
      const { openMysqlTarget } = await import('./mysql/target.ts');
      return await openMysqlTarget(address, secrets, options.controlSchema, signal);
    }
    case 's3': {
      const { openS3Target } = await import('./s3/target.ts');
      return await openS3Target(address, options.stateFolder, signal);
    }
    case 'folder': {
      const { openFolderTarget } = await import('./folder/target.ts');
      return await openFolderTarget(address, options.stateFolder, signal);
    }
  }
}
