/** The tables of a run while it runs: a row for each, in fixed columns; only the rows in sight are drawn. */
import type { TableStatistics } from '../../../model/events.ts';
import { cut, cutMiddle, padEnd, padStart, printable, width } from '../../layout/text.ts';
import type { Room } from '../../place.ts';
import { type Filter, filterText } from '../../state/filter.ts';
import { placed } from '../../state/list.ts';
import { compact, percent } from '../../text/numbers.ts';
import { words } from '../../text/words.ts';
import type { Look, Style } from '../../theme/look.ts';
import { bar } from '../../widgets/bar.ts';
import { pointed } from '../../widgets/pointed.ts';
import { chunkStrip } from './chunk-strip.ts';
import type { RunState } from './run-state.ts';
import { doneOf, hasFailed, isAtWork, rateOfTable, type TableView } from './table-view.ts';

const GAP = '  ';
const POINTER = 2;
const STATE = 12;
/** `2.83 M / ~5.00 M` */
const ROWS = 16;
const BAR = 8;
const PERCENT = 5;
/** `16.1 k/s` */
const RATE = 8;
const LEAST_NAME = 12;
const WIDEST_NAME = 40;
/** As wide as its heading. */
const LEAST_STRIP = 6;
const WIDEST_STRIP = 40;

/** How wide each part is; 0 for one there is no room for. */
interface Widths {
  readonly name: number;
  readonly bar: number;
  readonly rate: number;
  readonly strip: number;
}

/** The heading and at most `rows - 1` of the tables in the list; the names of all give the columns their widths. */
export function tableLines(
  names: ReadonlyMap<string, number>,
  tables: readonly TableView[],
  { list, filter }: Pick<RunState, 'list' | 'filter'>,
  look: Look,
  { columns, rows }: Room,
): string[] {
  if (rows === 0) return [];
  const widths = widthsFor(longestName(names), columns);
  const sight = Math.max(1, rows - 1);
  const { at, top } = placed(list, tables.length, sight);
  const shown = tables.slice(top, top + sight).map((table, index) => {
    const line = tableLine(table, widths, look);
    return pointed(line, top + index === at, look);
  });
  const title = tablesTitle(filter, widths.name, look);
  return [look.paint('dim', ' '.repeat(POINTER) + heading(title, widths)), ...shown].slice(0, rows);
}

/** A filter that is kept is said where its tables stand. */
function tablesTitle(filter: Filter, columns: number, look: Look): string {
  const { table } = words().runScreen.columns;
  const text = filterText(filter);
  return text === null ? table : cut(`${table} /${printable(text)}`, columns, look.ellipsis);
}

function heading(title: string, { name, bar: barCells, rate, strip }: Widths): string {
  const says = words().runScreen.columns;
  return [
    padEnd(title, name),
    padEnd(says.state, STATE),
    padEnd(says.rows, ROWS),
    ...(barCells > 0 ? [' '.repeat(barCells + 1 + PERCENT)] : [' '.repeat(PERCENT)]),
    ...(rate > 0 ? [padStart(says.rate, rate)] : []),
    ...(strip > 0 ? [says.chunks] : []),
  ]
    .join(GAP)
    .trimEnd();
}

function tableLine(table: TableView, widths: Widths, look: Look): string {
  const { statistics } = table;
  const { done, whole } = doneOf(statistics);
  const name = padEnd(cutMiddle(printable(statistics.source), widths.name, look.ellipsis), widths.name);
  const share = padStart(percent(done, whole), PERCENT);
  const rate = rateOfTable(table);
  const cells = [
    name,
    stateCell(statistics, look),
    rowsCell(statistics),
    widths.bar > 0 ? `${bar(whole === 0 ? 0 : done / whole, widths.bar, look)} ${share}` : share,
    ...(widths.rate > 0
      ? [padStart(rate === null ? '' : words().runScreen.perSecond(rate), widths.rate)]
      : []),
    ...(widths.strip > 0 ? [chunkStrip(table, widths.strip, look)] : []),
  ];
  return cells.join(GAP);
}

/** Names of all tables, not of those in sight: columns must not jump as one scrolls. */
function longestName(names: ReadonlyMap<string, number>): number {
  const known = measured.get(names);
  if (known !== undefined) return known;
  let longest = LEAST_NAME;
  for (const name of names.keys()) longest = Math.max(longest, width(printable(name)));
  measured.set(names, Math.min(WIDEST_NAME, longest));
  return Math.min(WIDEST_NAME, longest);
}

/** Of ten thousand names the widths are taken once, not at every picture. */
const measured = new WeakMap<ReadonlyMap<string, number>, number>();

/** Narrow windows leave out the chunks first, then the rate, then the bar: never a number of rows. */
function widthsFor(name: number, columns: number): Widths {
  const taken = POINTER + GAP.length + STATE + GAP.length + ROWS + GAP.length + PERCENT;
  const withBar = taken + BAR + 1;
  const withRate = withBar + GAP.length + RATE;
  const all = withRate + GAP.length + LEAST_STRIP;
  const bars = withBar + LEAST_NAME <= columns ? BAR : 0;
  const rate = withRate + LEAST_NAME <= columns ? RATE : 0;
  const room = columns - (rate > 0 ? withRate : bars > 0 ? withBar : taken);
  if (all + name > columns) return { name: Math.min(name, room), bar: bars, rate, strip: 0 };
  return { name, bar: bars, rate, strip: Math.min(WIDEST_STRIP, room - name - GAP.length) };
}

function rowsCell(table: TableStatistics): string {
  const { done, whole } = doneOf(table);
  const estimate = table.expectedIsExact ? '' : '~';
  return padEnd(`${padStart(compact(done), 6)} / ${estimate}${compact(whole)}`, ROWS);
}

/** What it says is enough without its colour. */
function stateCell(table: TableStatistics, look: Look): string {
  const [text, style] = stateOf(table, look);
  const padded = padEnd(cut(text, STATE, look.ellipsis), STATE);
  return style === null ? padded : look.paint(style, padded);
}

function stateOf(table: TableStatistics, look: Look): readonly [text: string, style: Style | null] {
  const { plan, run } = words();
  if (hasFailed(table)) return [`${look.bad} ${plan.states[table.state]}`, 'bad'];
  if (table.step === 'indexes' || table.step === 'validation') return [run.steps[table.step], null];
  if (table.validation === 'Mismatched records') return [plan.validation[table.validation], 'bad'];
  if (isAtWork(table)) return [plan.states[table.state], null];
  return [plan.states[table.state], table.state === 'Table completed' ? 'ok' : 'dim'];
}
