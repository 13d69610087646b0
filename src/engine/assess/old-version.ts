/** A server of a version that nobody has tried. */
import type { ServerLook } from '../../endpoints/survey-contract.ts';
import { type AnyFinding, finding } from '../../model/assessment.ts';
import type { EndpointRole } from '../../model/hops.ts';

export function oldVersion(side: EndpointRole, look: ServerLook | null): AnyFinding[] {
  if (look === null || look.issues.length === 0) return [];
  const { product, version } = look.server;
  return [
    finding('warned', 'old-version', { side, product, version }, { subjects: [`${product} ${version}`] }),
  ];
}
