/** Words for hops: what each is called, and what was found there. */
import type { HopFacts, HopName, LineSpeed } from '../../../model/hops.ts';
import { bytes } from '../numbers.ts';
import { plural } from './counts.ts';

const names: Readonly<Record<HopName, string>> = {
  name: 'name',
  bastion: 'bastion',
  tcp: 'TCP',
  tls: 'TLS',
  login: 'login',
  server: 'server',
  rights: 'rights',
  settings: 'settings',
  credentials: 'credentials',
  role: 'role',
  region: 'region',
  bucket: 'bucket',
  list: 'list',
  write: 'write',
  delete: 'delete',
  folder: 'folder',
  writable: 'write',
  space: 'space',
};

const found: { readonly [Name in HopName]: (facts: HopFacts[Name]) => string } = {
  name: ({ host, addresses }) => (addresses.length === 0 ? `${host}, a socket` : named(host, addresses)),
  bastion: ({ address, user, by, fingerprint }) => `${user}@${address}, by ${by}, host key ${fingerprint}`,
  tcp: ({ address, tried }) => {
    const silent = tried.filter((one) => one.code !== null).map((one) => `${one.address} ${one.code}`);
    return silent.length === 0 ? address : `${address} (not: ${silent.join(', ')})`;
  },
  tls: (facts) => {
    if (facts.mode === 'none') return 'none: nothing is encrypted';
    const proof = { require: 'not proved', 'verify-ca': 'authority proved', 'verify-full': 'name proved' };
    const until = facts.validTo.slice(0, 10);
    return `${facts.version}, ${facts.cipher}, ${proof[facts.mode]}, ${facts.subject}, valid until ${until}`;
  },
  login: ({ user, as, plugin }) => `${user} as ${as}${plugin === null ? '' : `, ${plugin}`}`,
  server: ({ product, version, service, role }) =>
    `${product} ${version}${service === null ? '' : ` on ${service}`}, ${role}`,
  rights: ({ has }) => (has.length === 0 ? 'none known' : has.join(', ')),
  settings: ({ values }) =>
    Object.entries(values)
      .map(([name, value]) => `${name} ${value}`)
      .join(', '),
  credentials: ({ from, key }) => `${key} from ${from}`,
  role: ({ arn, as }) => `${arn} as ${as}`,
  region: ({ region, from, endpoint }) => `${region} from ${from}${endpoint === null ? '' : `, ${endpoint}`}`,
  bucket: ({ bucket }) => bucket,
  list: ({ folder, objects, more }) =>
    `${more ? 'more than ' : ''}${plural(objects, 'object')} in ${folder === '' ? 'the bucket' : folder}`,
  write: ({ key, bytes: size }) => `${key}, ${bytes(size)}`,
  delete: ({ key }) => key,
  folder: ({ path, made }) => (made ? `${path}, can be made` : path),
  writable: ({ path }) => path,
  space: ({ freeBytes }) => `${bytes(freeBytes)} free`,
};

function named(host: string, addresses: readonly string[]): string {
  return addresses.length === 1 && addresses[0] === host ? host : `${host} is ${addresses.join(', ')}`;
}

export const hops = {
  /** Where the way begins. */
  here: 'here',
  names,
  found,
  speed: ({ latencyMs, bytesPerSecond }: LineSpeed) => {
    const trip = latencyMs < 10 ? latencyMs.toFixed(1) : latencyMs.toFixed(0);
    return `a round trip takes ~${trip} ms, the line carries ~${bytes(bytesPerSecond)}/s`;
  },
};
