/** `endpoint edit`: changes what the options say, and keeps the rest. */
import { makeEndpoint, type SavedEndpoint } from '../../../model/endpoint.ts';
import { parseEndpointUrl } from '../../../model/endpoint-url.ts';
import type { Issue } from '../../../model/errors.ts';
import { mergedSettings } from '../../../model/target-settings.ts';
import { findEndpoint, readEndpoints, saveEndpoint } from '../../../store/endpoints.ts';
import { homeFolder } from '../../../store/home.ts';
import { settingsFromPairs } from '../../options.ts';
import type { EndpointOptions } from './command.ts';
import { type Described, describedEndpoints, wrongUsage } from './described.ts';
import { forgottenSecrets, givenReferences, savedOrForgotten } from './given-secrets.ts';
import { saySaved } from './say-saved.ts';

export async function editEndpoint(id: string, options: EndpointOptions): Promise<void> {
  const known = findEndpoint(await readEndpoints(homeFolder()), id);
  if (Object.keys(options).length === 0)
    throw wrongUsage('Nothing says what to change.', 'the options of `dms-tui endpoint edit --help`');
  const [described, second] = await describedEndpoints(options, known.role);
  if (second !== undefined) throw wrongUsage('The file describes more than one endpoint.', 'a file with one');
  const { address } = changed(known, described!, options).endpoint;
  const secrets = await givenReferences(known.id, address, options, described!.password, known);
  let issues: readonly Issue[] = [];
  const save = () =>
    saveEndpoint(homeFolder(), id, (there) => {
      // What another process changed meanwhile stays, where we say nothing of it.
      const made = changed(there ?? known, described!, options);
      issues = made.issues;
      return { ...made.endpoint, ...secrets.references };
    });
  const { saved, before } = await savedOrForgotten(secrets.references, known, save);
  const left = before === null ? [] : await forgottenSecrets(before, saved);
  saySaved(saved, 'changed', [...described!.issues, ...issues, ...secrets.issues, ...left]);
}

function changed(before: SavedEndpoint, described: Described, options: EndpointOptions) {
  const { id, password, bastion, created } = before;
  const role = described.role ?? before.role;
  const base = described.base ?? parseEndpointUrl(before.url, role).address;
  // Settings of files say nothing for a database that takes their place.
  const kept = base.engine === 'mysql' ? null : before.settings;
  const settings = mergedSettings(kept, described.settings, settingsFromPairs(options.set ?? []));
  const parts = {
    id,
    role,
    base,
    settings: Object.keys(settings).length > 0 ? settings : null,
    password,
    bastion,
    description: options.description ?? before.description,
    created,
    changed: new Date().toISOString(),
  };
  return makeEndpoint(parts, options.fromDms ?? '--set');
}
