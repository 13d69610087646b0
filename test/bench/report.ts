/** The figures as a person reads them, and what each is held against. */
import { median, type Result, type Round } from './contestant.ts';

/** A figure that has a target. */
export interface Verdict {
  /** What is measured, with what it is divided by. */
  readonly what: string;
  /** Null when a side of it has no figure. */
  readonly figure: number | null;
  readonly target: number;
  readonly unit: 'ratio' | 's' | 'MB';
  /** The same with validation on, where that makes a difference. */
  readonly validated?: number | null;
}

/** Decimal, as in the targets. */
const MB = 1e6;

export function inMb(bytes: number | null): number | null {
  return bytes === null ? null : bytes / MB;
}

/** The most memory of any round: a ceiling is for every run. */
export function peakBytes(result: Result | undefined): number | null {
  const peaks = (result?.rounds ?? []).flatMap((round) => round.peakBytes ?? []);
  return peaks.length === 0 ? null : Math.max(...peaks);
}

/** Ours by theirs; null when either has no figure. */
export function ratio(ours: number | null, theirs: number | null): number | null {
  return ours === null || theirs === null || theirs === 0 ? null : ours / theirs;
}

export const seconds = (round: Round): number => round.seconds;

/** A table of a group's contestants; without a number of rows, cost is not shown by the row. */
export function resultLines(results: readonly Result[], rows: number | null, title: string): string[] {
  const spread = results.some((result) => result.rounds.length > 1);
  const head = [
    title,
    'seconds',
    ...(spread ? ['min', 'max'] : []),
    ...(rows === null ? ['CPU s'] : ['rows/s', 'CPU s/M']),
    'peak MB',
    '',
  ];
  const body = results.map((result) => {
    const middle = median(result, seconds);
    if (middle === null)
      return [
        result.name,
        '-',
        ...(spread ? ['', ''] : []),
        '',
        ...(rows === null ? [] : ['']),
        '',
        result.problem,
      ];
    const all = result.rounds.map(seconds);
    const cpu = median(result, (round) => round.cpuSeconds);
    const peak = inMb(peakBytes(result));
    return [
      result.name,
      middle.toFixed(2),
      ...(spread ? [Math.min(...all).toFixed(2), Math.max(...all).toFixed(2)] : []),
      ...(rows === null ? [] : [Math.round(rows / middle).toLocaleString('en')]),
      cpu === null ? '' : (cpu / ((rows ?? 1e6) / 1e6)).toFixed(2),
      peak === null ? '' : peak.toFixed(0),
      partsText(result),
    ];
  });
  return tableLines([head, ...body.map((cells) => cells.map((cell) => cell ?? ''))]);
}

function partsText(result: Result): string {
  const names = Object.keys(result.rounds[0]?.parts ?? {});
  if (names.length === 0) return '';
  return names
    .map((name) => `${name} ${median(result, (round) => round.parts?.[name])!.toFixed(2)}`)
    .join(' + ');
}

export function verdictLines(verdicts: readonly Verdict[]): string[] {
  const body = verdicts.map((verdict) => {
    const { figure, target, unit, validated } = verdict;
    const met = figure === null ? 'no figure' : figure <= target ? 'met' : 'MISSED';
    const beside = validated === undefined || validated === null ? '' : show(validated, unit);
    return [verdict.what, figure === null ? '-' : show(figure, unit), `≤ ${show(target, unit)}`, met, beside];
  });
  return tableLines([['Against the targets', 'here', 'target', '', 'with validation'], ...body], [3]);
}

function show(figure: number, unit: Verdict['unit']): string {
  if (unit === 'MB') return `${figure.toFixed(0)} MB`;
  // Three digits, so that a figure that just misses does not look like its target.
  return unit === 's' ? `${figure.toFixed(2)} s` : figure.toFixed(3);
}

/** First and last column to the left, numbers to the right. */
export function tableLines(rows: readonly (readonly string[])[], alsoLeft: readonly number[] = []): string[] {
  const last = Math.max(...rows.map((row) => row.length)) - 1;
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const left = column === 0 || column === last || alsoLeft.includes(column);
        return left ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!);
      })
      .join('  ')
      .trimEnd(),
  );
}
