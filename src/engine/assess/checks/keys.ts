/** Tables whose rows cannot be walked by a key: each is read as one stream, and starts again after a stop. */
import { finding, type NoKeyReason } from '../../../model/assessment.ts';
import { showTable, type TablePlan } from '../../../model/table.ts';
import type { Check } from '../check.ts';

export const keys: Check<'keys'> = async (world) => {
  const plans = await world.plans();
  const { chunkBytes } = await world.target();
  const without = plans.filter(({ key }) => key === null);
  // What is one chunk anyway loses nothing by having no key.
  const [long, short] = [
    without.filter(({ source }) => isLong(source, chunkBytes)),
    without.filter(({ source }) => !isLong(source, chunkBytes)),
  ];
  const told = (level: 'warned' | 'noted', tables: readonly TablePlan[]) =>
    tables.length === 0
      ? []
      : [
          finding(
            level,
            'no-key',
            {
              tables: tables.map((plan) => ({
                table: showTable(plan.source.name),
                rows: plan.source.estimatedRows,
                bytes: plan.source.dataBytes,
                why: reason(plan),
              })),
            },
            { subjects: tables.map(({ source }) => showTable(source.name)) },
          ),
        ];
  return {
    found: { tables: plans.length - without.length },
    findings: [...told('warned', long), ...told('noted', short)],
  };
};

function isLong({ kind, dataBytes }: TablePlan['source'], chunkBytes: number): boolean {
  return kind === 'table' && dataBytes > chunkBytes;
}

function reason({ source, columns }: TablePlan): NoKeyReason {
  if (source.kind === 'view') return 'view';
  if (source.key === null) return 'none';
  const travels = (name: string) => columns.some((column) => column.source.name === name);
  return source.key.every(travels) ? 'charset' : 'removed';
}
