/** Foreign keys of tables that are to be made: to tables left out, or to tables that come along in part. */
import { type AnyFinding, finding } from '../../../model/assessment.ts';
import { showTable, type TableName, tableId } from '../../../model/table.ts';
import type { Check } from '../check.ts';

export const foreignKeys: Check<'foreign-keys'> = async (world) => {
  const plans = await world.plans();
  const { made } = await world.translated();
  const inPart = new Set(
    plans.filter(({ filters }) => filters.length > 0).map(({ target }) => tableId(target)),
  );
  const told = (table: TableName, key: { name: string | null; parent: TableName }) => {
    return { table: showTable(table), name: key.name, parent: showTable(key.parent) };
  };
  const lost = made.flatMap(({ plan, translated }) =>
    translated.lostKeys.map((key) => told(plan.source.name, key)),
  );
  const kept = made.flatMap(({ plan, translated }) =>
    translated.keptKeys.map((key) => ({ key, told: told(plan.target, key) })),
  );
  const unsure = kept.filter(({ key }) => inPart.has(tableId(key.parent))).map((one) => one.told);
  const findings: AnyFinding[] = [];
  const subjects = (keys: readonly { table: string }[]) => [...new Set(keys.map(({ table }) => table))];
  if (lost.length > 0) {
    findings.push(finding('warned', 'foreign-keys-lost', { keys: lost }, { subjects: subjects(lost) }));
  }
  if (unsure.length > 0) {
    findings.push(finding('warned', 'foreign-keys-unsure', { keys: unsure }, { subjects: subjects(unsure) }));
  }
  return { found: { kept: kept.length }, findings };
};
