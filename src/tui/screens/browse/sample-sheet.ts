/** The first rows of a table, measured once however often they are drawn. */
import type { SampleRows, TableDescription } from '../../../endpoints/catalog-contract.ts';
import { type MeasuredSheet, measureSheet } from '../../layout/sheet-window.ts';
import { sheetColumns } from '../../lines/catalog-cells.ts';

const known = new WeakMap<SampleRows, Map<string, MeasuredSheet>>();

export function sampleSheet(
  sample: SampleRows,
  description: TableDescription | null,
  ellipsis: string,
): MeasuredSheet {
  const byEllipsis = known.get(sample) ?? new Map<string, MeasuredSheet>();
  known.set(sample, byEllipsis);
  const before = byEllipsis.get(ellipsis);
  if (before !== undefined) return before;
  const measured = measureSheet(
    { columns: sheetColumns(sample.columns, description), rows: sample.rows },
    ellipsis,
  );
  byEllipsis.set(ellipsis, measured);
  return measured;
}
