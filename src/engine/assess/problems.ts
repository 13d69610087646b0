/** Which check tells of what would be refused when a task is planned. */
import { type AnyFinding, type CheckId, finding } from '../../model/assessment.ts';
import { type DmsError, type ErrorFacts, errorRecord } from '../../model/errors.ts';
import type { World } from './world.ts';

/** Of the planning's problems, those that are this check's to tell. */
export async function problemsFor(check: CheckId, world: World): Promise<DmsError[]> {
  const { problems } = await world.planned();
  return problems.filter((problem) => tellerOf(problem) === check);
}

/** The check that tells of a problem. */
export function tellerOf({ kind }: DmsError): CheckId {
  if (kind === 'mapping.collision' || kind === 'mapping.same-table' || kind === 'target.unfit')
    return 'names';
  if (kind.startsWith('mapping.')) return 'selection';
  return kind === 'internal' ? 'definitions' : 'source-rights';
}

/** A failure as a finding, about the table it names. */
export function errorFinding(error: unknown): AnyFinding {
  const record = errorRecord(error);
  const facts = record.facts as Partial<ErrorFacts['table.gone']>;
  return finding(
    'failed',
    'error',
    { error: record },
    { subjects: facts.table === undefined ? [] : [facts.table], fix: record.fix },
  );
}
