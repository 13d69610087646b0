/** Which folder serves which engine. The only place that knows them all. */
import type { EndpointAddress } from '../model/endpoint-url.ts';
import { DmsError } from '../model/errors.ts';
import type { AnyHop, EndpointRole, LineSpeed } from '../model/hops.ts';
import type { Catalog } from './catalog-contract.ts';
import type { EndpointSecrets, SourceEndpoint, TargetEndpoint } from './contract.ts';
import type { StatementListener } from './statements.ts';

/**
 * Opens a source: connects and signs in, so that a wrong host or password is noticed here.
 * @throws DmsError of the `connect.*` kinds, or `usage` when the engine cannot be a source
 */
export async function openSource(
  address: EndpointAddress,
  secrets: EndpointSecrets,
  signal: AbortSignal,
  onStatement?: StatementListener,
): Promise<SourceEndpoint> {
  if (address.engine !== 'mysql') {
    throw new DmsError('usage', {
      problem: `${address.engine} cannot be a source`,
      allowed: 'mysql, mariadb, aurora',
    });
  }
  const { openMysqlSource } = await import('./mysql/source.ts');
  return await openMysqlSource(address, secrets, signal, onStatement);
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
  onStatement?: StatementListener,
): Promise<TargetEndpoint> {
  switch (address.engine) {
    case 'mysql': {
      const { openMysqlTarget } = await import('./mysql/target.ts');
      return await openMysqlTarget(address, secrets, options.controlSchema, signal, onStatement);
    }
    case 's3': {
      const { openS3Target } = await import('./s3/target.ts');
      return await openS3Target(address, options.stateFolder, signal, onStatement);
    }
    case 'folder': {
      const { openFolderTarget } = await import('./folder/target.ts');
      return await openFolderTarget(address, options.stateFolder, signal);
    }
  }
}

/**
 * Opens an endpoint to look around in it; nothing is changed by that.
 * @throws DmsError of the `connect.*` kinds
 */
export async function openCatalog(
  address: EndpointAddress,
  secrets: EndpointSecrets,
  signal: AbortSignal,
): Promise<Catalog> {
  switch (address.engine) {
    case 'mysql': {
      const { openMysqlCatalog } = await import('./mysql/browsing/mysql-catalog.ts');
      return await openMysqlCatalog(address, secrets, signal);
    }
    case 's3': {
      const { openS3Catalog } = await import('./s3/catalog.ts');
      return await openS3Catalog(address, signal);
    }
    case 'folder': {
      const { openFolderCatalog } = await import('./folder/catalog.ts');
      return await openFolderCatalog(address, signal);
    }
  }
}

/**
 * Tests the way to an endpoint, hop by hop, each given as it is done, up to the first that fails. An abort
 * throws its reason.
 */
export async function* testEndpoint(
  address: EndpointAddress,
  role: EndpointRole,
  secrets: EndpointSecrets,
  options: { readonly controlSchema: string },
  signal: AbortSignal,
): AsyncIterable<AnyHop> {
  switch (address.engine) {
    case 'mysql': {
      const { testMysql } = await import('./mysql/hops.ts');
      return yield* testMysql(address, role, secrets, options, signal);
    }
    case 's3': {
      const { testS3 } = await import('./s3/hops.ts');
      return yield* testS3(address, signal);
    }
    case 'folder': {
      const { testFolder } = await import('./folder/hops.ts');
      return yield* testFolder(address, signal);
    }
  }
}

/** A short probe of how fast an endpoint answers, and moves bytes in the direction of its role. */
export async function measureEndpoint(
  address: EndpointAddress,
  role: EndpointRole,
  secrets: EndpointSecrets,
  signal: AbortSignal,
): Promise<LineSpeed> {
  switch (address.engine) {
    case 'mysql': {
      const { measureMysql } = await import('./mysql/speed.ts');
      return await measureMysql(address, role, secrets, signal);
    }
    case 's3': {
      const { measureS3 } = await import('./s3/hops.ts');
      return await measureS3(address, signal);
    }
    case 'folder': {
      const { measureFolder } = await import('./folder/hops.ts');
      return await measureFolder(address, signal);
    }
  }
}
