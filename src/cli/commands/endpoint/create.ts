/** `endpoint create`: saves endpoints, from a URL or from what another program knows of them. */
import { endpointKey, makeEndpoint, NO_REFERENCES, parseEndpointId } from '../../../model/endpoint.ts';
import { showAddress } from '../../../model/endpoint-url.ts';
import { DmsError } from '../../../model/errors.ts';
import { mergedSettings } from '../../../model/target-settings.ts';
import { readEndpoints, saveEndpoint } from '../../../store/endpoints.ts';
import { homeFolder } from '../../../store/home.ts';

import { settingsFromPairs } from '../../options.ts';
import type { EndpointOptions } from './command.ts';
import { type Described, describedEndpoints, wrongUsage } from './described.ts';
import { forgottenSecrets, givenReferences, savedOrForgotten } from './given-secrets.ts';
import { saySaved } from './say-saved.ts';

export async function createEndpoints(id: string | undefined, options: EndpointOptions): Promise<void> {
  if (id !== undefined) parseEndpointId(id);
  const described = chosen(await describedEndpoints(options, null), id);
  const named = described.map((one) => ({ one, id: parseEndpointId(id ?? one.id ?? '') }));
  // All or none: a name that is taken is noticed before the first is saved.
  for (const each of named) await refuseTaken(each.id, options);
  for (const each of named) await create(each.id, each.one, options);
}

/** With an id the one of that name, or the only one there is. */
function chosen(described: readonly Described[], id: string | undefined): readonly Described[] {
  const [only, second] = described;
  if (only!.base === null) {
    throw wrongUsage('Nothing says what the endpoint is.', '--source <url> or --target <url>, or --from-…');
  }
  if (id === undefined) {
    if (only!.id === null) throw wrongUsage('The endpoint has no name.', 'endpoint create <id> …');
    return described;
  }
  if (second === undefined) return described;
  const same = described.filter((one) => one.id !== null && endpointKey(one.id) === endpointKey(id));
  if (same.length === 1) return same;
  const ids = described.map((one) => one.id).join(', ');
  throw wrongUsage(`The file describes no endpoint ${id}.`, `${ids}, or no id for all of them`);
}

async function refuseTaken(id: string, { yes }: EndpointOptions): Promise<void> {
  if (yes) return;
  const { endpoints } = await readEndpoints(homeFolder());
  const taken = endpoints.find((one) => endpointKey(one.id) === endpointKey(id));
  if (taken === undefined) return;
  const { role, address } = taken;
  throw new DmsError('endpoint.exists', { id: taken.id, role, address: showAddress(address) });
}

async function create(id: string, described: Described, options: EndpointOptions): Promise<void> {
  const { role, base, settings } = described;
  const typed = settingsFromPairs(options.set ?? []);
  const merged = mergedSettings(settings, typed);
  const now = new Date().toISOString();
  const made = makeEndpoint(
    {
      id,
      role: role!,
      base: base!,
      settings: Object.keys(merged).length > 0 ? merged : null,
      ...NO_REFERENCES,
      description: options.description ?? null,
      created: now,
      changed: now,
    },
    options.fromDms ?? '--set',
  );
  const address = made.endpoint.address;
  const secrets = await givenReferences(id, address, options, described.password, NO_REFERENCES);
  const save = () =>
    saveEndpoint(homeFolder(), id, (there) => {
      if (there !== null && !options.yes) {
        throw new DmsError('endpoint.exists', { id, role: there.role, address: showAddress(there.address) });
      }
      return { ...made.endpoint, ...secrets.references };
    });
  const { saved, before } = await savedOrForgotten(secrets.references, NO_REFERENCES, save);
  const left = before === null ? [] : await forgottenSecrets(before, saved);
  saySaved(saved, before === null ? 'saved' : 'replaced', [
    ...described.issues,
    ...made.issues,
    ...secrets.issues,
    ...left,
  ]);
}
