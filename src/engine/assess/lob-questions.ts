/** Which columns are worth measuring: those that can hold large values, and what a task does with them. */
import type { ValueQuestion } from '../../endpoints/survey-contract.ts';
import type { Column, TablePlan } from '../../model/table.ts';

/** A value of up to this size is a common one: no statement or memory is too small for it. */
const LARGE_BYTES = 65_535;

/**
 * For each table its columns that can hold more, with the limit of their LOB mode, and those that the mode leaves
 * behind (of which every value counts).
 */
export function lobQuestions(
  plans: readonly TablePlan[],
  tooLarge: ReadonlyMap<TablePlan, readonly string[]>,
): ValueQuestion[] {
  return plans.flatMap((table) => {
    const left = new Set(tooLarge.get(table));
    const columns = [
      ...table.columns
        .filter(({ source, lobLimitBytes }) => lobLimitBytes !== null || isLarge(source))
        .map(({ source, lobLimitBytes }) => ({ column: source, limitBytes: lobLimitBytes })),
      ...table.source.columns
        .filter(({ name }) => left.has(name))
        .map((column) => ({ column, limitBytes: null })),
    ];
    return columns.length === 0 ? [] : [{ table, columns }];
  });
}

function isLarge({ kind, maxBytes }: Column): boolean {
  if (kind === 'json') return true;
  return (kind === 'text' || kind === 'binary') && maxBytes !== null && maxBytes >= LARGE_BYTES;
}
