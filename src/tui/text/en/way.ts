/** Words for the test of endpoints and for the whole way of a migration. */
import type { EndpointRole } from '../../../model/hops.ts';
import { plural } from './counts.ts';
import { time } from './time.ts';

const ends: Readonly<Record<EndpointRole, { readonly server: string; readonly endpoint: string }>> = {
  source: { server: 'source DB', endpoint: 'source endpoint' },
  target: { server: 'target DB', endpoint: 'target endpoint' },
};

export const way = {
  ends,
  instance: 'instance',
  works: (hops: number, ms: number, warned: number) => {
    const looks = warned === 0 ? '' : `; ${plural(warned, 'of them needs a look', 'of them need a look')}`;
    return `It works: ${plural(hops, 'hop')} in ${time.milliseconds(ms)}${looks}.`;
  },
  waiting: (hop: string) => `${hop}: waiting for an answer`,
  fails: 'It does not work yet: see the hop that failed above.',
};
