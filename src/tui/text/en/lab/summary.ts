/** The page at the end of a lab. */
import type { RunOutcome } from '../../../../model/events.ts';
import { summary as runSummary } from '../summary.ts';

export const summary = {
  title: (lab: string) => `Lab: ${lab}`,
  when: (started: string, minutes: number) => `${started}, ${minutes} min`,
  setUp: (source: string, target: string) => `from ${source} to ${target}, all on this machine`,
  built: 'What was built',
  instance: (id: string, size: string) => `replication instance ${id}: ${size}`,
  endpoint: (role: string, id: string, address: string) => `${role} endpoint ${id}: ${address}`,
  task: (id: string) => `task ${id}`,
  measured: 'What was measured',
  columns: { task: 'task', rows: 'rows', seconds: 'seconds', truncated: 'cut values', outcome: 'outcome' },
  outcome: (outcome: RunOutcome) => runSummary.outcomes[outcome].toLowerCase(),
  steps: 'The steps',
  skipped: 'skipped',
  open: 'not done',
  repeat: 'To repeat it with databases of your own',
};
