/** Words that stand on more than one screen. */
import type { EndpointRole } from '../../../model/hops.ts';

const roles: Readonly<Record<EndpointRole, string>> = { source: 'source', target: 'target' };

export const common = {
  yes: 'yes',
  no: 'no',
  roles,
};
