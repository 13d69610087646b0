/** The last page of a run: how it ended, each table, what is there now, and what to do next. */
import type { RunReport } from '../../../host/run-report.ts';
import type { TableStatistics } from '../../../model/events.ts';
import { keyName } from '../../keys/key-name.ts';
import { sheetHeading, sheetRow, sheetWindow } from '../../layout/sheet-window.ts';
import { cut, cutMiddle, padEnd, printable, width } from '../../layout/text.ts';
import { wrapped } from '../../layout/wrap.ts';
import { headline, isFine, nextStep, summaryFields } from '../../lines/summary.ts';
import type { Drawing, Room } from '../../place.ts';
import { filterText } from '../../state/filter.ts';
import { words } from '../../text/words.ts';
import type { Look } from '../../theme/look.ts';
import { type DataColumn, drawList, LIST_HEAD } from '../../widgets/data-list.ts';
import { filterLine } from '../../widgets/filter-line.ts';
import { paperLines, paperText } from '../../widgets/paper.ts';
import { sampleSheet } from '../browse/sample-sheet.ts';
import { errorParagraph } from './errors/error-list.ts';
import { endedTables } from './listed-tables.ts';
import { messageLines } from './message.ts';
import type { RunState } from './run-state.ts';

/** The headline, and the message below it. */
const HEAD_ROWS = 2;
/** Less of a peek says nothing: a blank, its title, names, a rule, a row. */
const LEAST_MIDDLE = 5;
/** The first rows are to be recognised, not read through. */
const MOST_MIDDLE = 10;
/** With fewer the tables need every line. */
const ROWS_FOR_SENTENCES = 14;
/** Tables that stay in sight whatever stands below them. */
const LEAST_TABLES = 3;

export function drawEnded(state: RunState, room: Room, look: Look): Drawing {
  const { report } = state.followed.view;
  const { columns } = room;
  const { list, middle } = shares(state, room);
  const filter = filterLine(state.filter, '', columns, look);
  const isFiltered = state.filter.open || filterText(state.filter) !== null;
  const head = [
    `  ${cut(headline(report, look), columns - 2, look.ellipsis)}`,
    ...(isFiltered ? filter.lines : messageLines(state, look, columns, 1)),
  ];
  const tables = drawList(
    {
      columns: columnsOf(report.tables, look),
      all: report.tables,
      rows: endedTables(state),
      place: state.list,
    },
    { columns, rows: list },
    look,
  );
  const between = middle === 0 ? [] : middleLines(state, { columns, rows: middle }, look);
  const foot = footLines(state, room, look);
  return {
    lines: [...head, ...tables, ...between, ...foot],
    cursor: filter.cursor ? { ...filter.cursor, row: 1 } : null,
  };
}

/** Rows of the list that are in sight. */
export function endedSight(state: RunState, room: Room): number {
  return Math.max(1, shares(state, room).list - LIST_HEAD);
}

/** How the tables and what stands below them share what the head and the foot leave. */
function shares(state: RunState, room: Room): { readonly list: number; readonly middle: number } {
  const { report } = state.followed.view;
  const tables = report.tables.length;
  const free = Math.max(1, room.rows - HEAD_ROWS - footTexts(state, room).length);
  const whole = tables === 0 ? 0 : tables + LIST_HEAD;
  const wanted = middleRows(state, room.columns);
  const least = Math.min(whole, LEAST_TABLES + LIST_HEAD);
  const middle = Math.min(wanted, Math.max(free - whole, Math.min(MOST_MIDDLE, free - least)));
  if (middle < Math.min(wanted, LEAST_MIDDLE)) return { list: Math.min(whole, free), middle: 0 };
  return { list: Math.min(whole, free - middle), middle };
}

function columnsOf(tables: readonly TableStatistics[], look: Look): DataColumn<TableStatistics>[] {
  // What is nearly always nothing gives way first where there is no room for all, and never when it is something.
  const skipped = tables.some((table) => table.skipped > 0) ? 0 : 1;
  const truncated = tables.some((table) => table.truncated > 0) ? 0 : 3;
  const goes = [0, 0, 0, skipped, truncated, 2, 0];
  return summaryFields(look).map(({ title, right, value }, index) => ({
    title,
    align: right ? 'right' : 'left',
    shrinks: index === 0 ? 'middle' : 'never',
    cell: value,
    style: (table) => (isFine(table) ? null : 'bad'),
    ...(goes[index] !== 0 && { goes: goes[index]! }),
  }));
}

/** What ended the run, where something did; else the first rows that are on the target now. */
function middleRows(state: RunState, columns: number): number {
  const error = endingError(state.followed.view.report);
  if (error !== null) return 1 + paperLines(errorParagraph(error), columns).length;
  const { peek } = state;
  if (peek.kind === 'none') return 0;
  if (peek.kind !== 'read') return 2;
  return 2 + Math.max(1, peek.seen.sample.rows.length + 2);
}

function middleLines(state: RunState, room: Room, look: Look): string[] {
  const error = endingError(state.followed.view.report);
  if (error === null) return ['', ...peekLines(state, room, look)].slice(0, room.rows);
  const lines = paperLines(errorParagraph(error), room.columns);
  return ['', ...paperText(lines, 0, room.rows - 1, room.columns, look)];
}

type TableError = RunReport['errors'][number];

/** That of the run itself, else the last one of a table. */
function endingError({ errors, outcome }: RunReport): TableError | null {
  if (outcome === 'done' || outcome === 'differs') return null;
  return errors.findLast(({ table }) => table === null) ?? errors.at(-1) ?? null;
}

function peekLines({ peek }: RunState, { columns, rows }: Room, look: Look): string[] {
  const says = words().runScreen.done;
  if (peek.kind === 'none') return [];
  if (peek.kind === 'reading') return [look.paint('dim', `  ${says.reading} ${look.ellipsis}`)];
  if (peek.kind === 'failed')
    return [look.paint('dim', `  ${cut(says.unread(keyName('list.open')), columns - 2, look.ellipsis)}`)];
  const { sample, description } = peek.seen;
  const title = `  ${look.paint('bold', cut(says.rows(printable(peek.table)), columns - 2, look.ellipsis))}`;
  if (sample.rows.length === 0) return [title, `  ${says.noRows}`];
  const measured = sampleSheet(sample, description, look.ellipsis);
  const seen = sheetWindow(measured, 0, columns - 2);
  const shown = Math.max(0, Math.min(sample.rows.length, rows - 4));
  return [
    title,
    ...sheetHeading(measured, seen, look).map((line) => `  ${line}`),
    ...Array.from({ length: shown }, (_, row) => `  ${sheetRow(measured, row, seen, look)}`),
  ];
}

/** Where the report is, what to do with the result, and the command that goes on or does it again. */
function footLines(state: RunState, room: Room, look: Look): string[] {
  return footTexts(state, room, look.ellipsis).map(([label, text]) =>
    text === '' ? '' : `  ${look.paint('dim', label)}  ${text}`,
  );
}

/** The labels as wide as the widest, and what stands beside them; a blank first. */
function footTexts(state: RunState, { columns, rows }: Room, ellipsis = ''): [label: string, text: string][] {
  const facts = footFacts(state);
  const label = Math.max(...facts.map(([name]) => width(name)));
  const room = columns - label - 4;
  const texts = facts.flatMap(([name, value]) => {
    // A sentence whose middle is missing says nothing; a path still leads there.
    const isSentence = name === words().runScreen.done.next && rows >= ROWS_FOR_SENTENCES;
    const lines = isSentence ? wrapped(value, room) : [cutMiddle(printable(value), room, ellipsis)];
    return lines.map((line, index): [string, string] => [padEnd(index === 0 ? name : '', label), line]);
  });
  return [['', ''], ...texts];
}

function footFacts({ followed, taskId }: RunState): [name: string, value: string][] {
  const says = words().runScreen.done;
  const { report } = followed.view;
  const { link } = followed;
  const written = link.kind === 'finished' ? link.result.report : null;
  const next = nextStep(report);
  return [
    ...(written === null ? [] : [[says.report, `${written}, report.json`] as [string, string]]),
    ...(next === null ? [] : [[says.next, next] as [string, string]]),
    report.resume === null ? [says.again, `dms-tui task start ${taskId}`] : [says.goOn, report.resume],
  ];
}
