/** What of the task's documents is not carried out, or can be read in two ways. */
import type { Check } from '../check.ts';
import { issueFindings } from '../issue-findings.ts';

export const documents: Check<'documents'> = async (world) => {
  const { issues } = await world.planned();
  const written = issues.filter(({ code }) => code === 'not-carried-out' || code === 'ambiguous');
  const isRefused = world.request.strict;
  const findings = issueFindings(written, (code) =>
    isRefused && code === 'not-carried-out' ? 'failed' : 'warned',
  );
  return { found: {}, findings };
};
