/** How one table of a run is drawn: how it stands, its parts, and the part that is open. */
import type { ChunkStatistics } from '../../../../model/events.ts';
import { cut, printable } from '../../../layout/text.ts';
import type { Drawing, Room } from '../../../place.ts';
import { bytes, compact, exact, percent } from '../../../text/numbers.ts';
import { words } from '../../../text/words.ts';
import type { Look, Style } from '../../../theme/look.ts';
import { type DataColumn, drawList, LIST_HEAD } from '../../../widgets/data-list.ts';
import { drawPaper, type Paragraph, paperLines, paperSight, partOf } from '../../../widgets/paper.ts';
import { columnChart } from '../../../widgets/sparkline.ts';
import { TABS_ROWS, tabLines } from '../../../widgets/tabs.ts';
import { askingLines } from '../../browse/asking.ts';
import { chunkStrip } from '../chunk-strip.ts';
import { ratesOf } from '../rate-history.ts';
import { doneOf, rateOfTable } from '../table-view.ts';
import { definitionParagraphs } from './definitions.ts';
import { PARTS, type Part, type TableState } from './table-state.ts';

/** Names, numbers, the strip of chunks, the parts. */
const HEAD_ROWS = 3 + TABS_ROWS;

export function drawTable(state: TableState, room: Room, look: Look): Drawing {
  const names = PARTS.map((part) => partName(part, state));
  const head = [
    ...factLines(state, room.columns, look),
    ...tabLines(names, PARTS.indexOf(state.part), room.columns, look),
  ];
  return { lines: [...head, ...drawPart(state, belowHead(room), look)].slice(0, room.rows) };
}

/** How much of the open part is in sight. */
export function partSight(state: TableState, room: Room): number {
  const below = belowHead(room);
  return state.part === 'chunks' ? Math.max(1, below.rows - LIST_HEAD) : paperSight(below);
}

/** Lines of the text that is open. */
export function partLines(state: TableState, room: Room): number {
  return paperLines(textOf(state), room.columns).length;
}

function belowHead({ columns, rows }: Room): Room {
  return { columns, rows: Math.max(1, rows - HEAD_ROWS) };
}

function textOf(state: TableState): readonly Paragraph[] {
  const { source, target } = state.table.statistics;
  if (state.part === 'errors') return state.errors;
  return state.part === 'definition' && state.definitions !== null
    ? definitionParagraphs(state.definitions, source, target)
    : NOTHING;
}

const NOTHING: readonly Paragraph[] = [];

function factLines({ table }: TableState, columns: number, look: Look): string[] {
  const { statistics } = table;
  const { plan, run, runScreen, time } = words();
  const { done, whole } = doneOf(statistics);
  const rate = rateOfTable(table);
  const way = `${printable(statistics.source)} ${look.arrow} ${printable(statistics.target)}`;
  const step = statistics.step === 'rows' || statistics.step === null ? null : run.steps[statistics.step];
  const estimate = statistics.expectedIsExact ? '' : '~';
  const facts = [
    step ?? plan.states[statistics.state],
    `${compact(done)} / ${estimate}${compact(whole)}`,
    percent(done, whole),
    bytes(statistics.bytes),
    ...(rate === null ? [] : [words().runScreen.perSecond(rate)]),
    time.duration(statistics.elapsedMs),
    runScreen.compared(statistics.validation),
  ];
  return [
    `  ${look.paint('bold', cut(way, columns - 2, look.ellipsis))}`,
    `  ${cut(facts.join('   '), columns - 2, look.ellipsis)}`,
    `  ${chunkStrip(table, columns - 4, look)}`,
  ];
}

function partName(part: Part, { table, errors }: TableState): string {
  const name = words().runScreen.parts[part];
  if (part === 'chunks')
    return `${name} ${exact(Math.max(table.chunks.length, table.statistics.chunksDone))}`;
  return part === 'errors'
    ? `${name} ${exact(errors.filter(({ mark }) => mark !== undefined).length)}`
    : name;
}

function drawPart(state: TableState, room: Room, look: Look): readonly string[] {
  switch (state.part) {
    case 'chunks':
      return drawChunks(state, room, look);
    case 'definition':
      return state.definitions === null
        ? askingLines(state, false, room.columns, look)
        : drawText(state, room, look);
    case 'errors':
      return state.errors.length === 0 ? [`  ${words().runScreen.noErrors}`] : drawText(state, room, look);
    case 'speed':
      return drawSpeed(state, room, look);
  }
}

function drawText(state: TableState, room: Room, look: Look): string[] {
  return drawPaper(paperLines(textOf(state), room.columns), state.scroll, room, partOf, look);
}

function drawChunks({ table, chunks: place }: TableState, room: Room, look: Look): string[] {
  const { chunks } = table;
  if (chunks.length === 0) {
    const { chunksDone, chunksRunning } = table.statistics;
    return [
      `  ${cut(words().runScreen.chunksUntold(chunksDone, chunksRunning), room.columns - 2, look.ellipsis)}`,
    ];
  }
  return drawList({ columns: chunkColumns(), all: chunks, rows: chunks, place }, room, look);
}

const CHUNK_STYLES: Readonly<Record<ChunkStatistics['state'], Style | null>> = {
  waiting: 'dim',
  running: 'accent',
  retried: 'warn',
  done: null,
  different: 'bad',
};

function chunkColumns(): DataColumn<ChunkStatistics>[] {
  const { chunkColumns: titles, chunkStates, open } = words().runScreen;
  const bound = (key: readonly string[] | null, otherwise: string) =>
    key === null ? otherwise : printable(key.join(', '));
  const number = { align: 'right', shrinks: 'never' } as const;
  const text = { align: 'left', shrinks: 'middle' } as const;
  return [
    { ...number, title: titles.chunk, cell: ({ index }) => exact(index) },
    {
      align: 'left',
      shrinks: 'never',
      title: titles.state,
      cell: ({ state }) => chunkStates[state],
      style: ({ state }) => CHUNK_STYLES[state],
    },
    { ...text, title: titles.after, cell: ({ low }) => bound(low, open.low) },
    { ...text, title: titles.upTo, cell: ({ high }) => bound(high, open.high) },
    { ...number, title: titles.rows, cell: (chunk) => (isOver(chunk) ? exact(chunk.rows) : '') },
    { ...number, title: titles.size, goes: 3, cell: (chunk) => (isOver(chunk) ? bytes(chunk.bytes) : '') },
    {
      ...number,
      title: titles.time,
      goes: 1,
      cell: ({ ms }) => (ms === 0 ? '' : words().time.milliseconds(ms)),
    },
    { ...number, title: titles.tries, goes: 4, cell: ({ tries }) => (tries > 1 ? exact(tries) : '') },
    { ...number, title: titles.skipped, goes: 2, cell: ({ skipped }) => (skipped > 0 ? exact(skipped) : '') },
  ];
}

function isOver({ state }: ChunkStatistics): boolean {
  return state === 'done' || state === 'different';
}

/** The most stands at the top. */
function drawSpeed({ table, speed }: TableState, room: Room, look: Look): string[] {
  const says = words().runScreen.speed;
  const history = speed ?? table.history;
  const rates = history === null ? [] : ratesOf(history);
  if (history === null || rates.length === 0) return [`  ${says.nothing}`];
  const columns = room.columns - 4;
  const shown = rates.slice(-columns);
  const rows = Math.max(1, Math.min(10, room.rows - 3));
  const from = history.fromMs + (rates.length - shown.length) * history.stepMs;
  return [
    look.paint('dim', `  ${says.most(Math.max(...shown))}`),
    ...columnChart(shown, columns, rows, look).map((line) => `  ${look.paint('accent', line)}`),
    look.paint('dim', `  ${look.rule.level.repeat(Math.min(columns, shown.length))}`),
    look.paint('dim', `  ${cut(says.span(from, history.atMs, history.stepMs), columns, look.ellipsis)}`),
  ];
}
