/** Chooses what belongs together of all that a note says of one end. */
import type { EndpointRole } from '../../hops.ts';
import { isAmazonRds } from '../../mysql-address.ts';
import { known, type NoteParts, type Saying } from './parts.ts';
import { isNoValue } from './values.ts';

/** Null when the note says nothing of it. A password never goes to a host or a user it was not written for. */
export function partsOf(sayings: readonly Saying[], role: EndpointRole | null): NoteParts | null {
  const own = sayings.filter((saying) => saying.role === role);
  // `User guide` alone is no endpoint.
  if (own.every(({ by, parts }) => by === 'bare' && parts.host === undefined && parts.role === undefined))
    return null;
  const labels = labelled(own.filter(({ by }) => by === 'label'));
  const [address] = own.filter(({ by }) => by === 'address');
  const isOfAnother =
    labels.host !== undefined && address?.parts.host !== undefined && labels.host !== address.parts.host;
  const { reader, ...named } = { ...(isOfAnother ? {} : address && withValues(address.parts)), ...labels };
  const writer = own.find(({ by, parts }) => by === 'bare' && isAmazonRds(parts.host ?? ''))?.parts.host;
  const host = named.host ?? (reader === undefined ? undefined : (writer ?? reader));
  // The port of a bare host is no port of the host that was named.
  const bare = own.filter(
    ({ by, parts }) => by === 'bare' && (parts.host === undefined || host === undefined),
  );
  const chosen = known({ ...firstOfEach(bare), ...named, ...(host !== undefined && { host }) });
  return Object.keys(chosen).length === 0 ? null : chosen;
}

function firstOfEach(sayings: readonly Saying[]): NoteParts {
  return Object.assign({}, ...sayings.map(({ parts }) => parts).toReversed()) as NoteParts;
}

/** The first value of each part, up to where another endpoint begins. */
function labelled(sayings: readonly Saying[]): NoteParts {
  let found: NoteParts = {};
  let isOtherUser = false;
  const differs = (part: 'host' | 'bucket' | 'user', parts: NoteParts) =>
    found[part] !== undefined && parts[part] !== undefined && found[part] !== parts[part];
  for (const { parts } of sayings) {
    if (differs('host', parts) || differs('bucket', parts)) break;
    isOtherUser ||= differs('user', parts);
    if (isOtherUser && parts.password !== undefined) continue;
    found = { ...parts, ...found };
  }
  return found;
}

/** Without what stands in an address where a person should put a value: `<password>`, `****`. */
function withValues(parts: NoteParts): NoteParts {
  const left = Object.entries(parts).filter(([, value]) => typeof value !== 'string' || !isNoValue(value));
  return Object.fromEntries(left) as NoteParts;
}
