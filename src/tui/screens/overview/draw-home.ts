/** How home is drawn: its three views, the list of the one that is open, details where there is room. */
import { cut, padEnd, printable, width } from '../../layout/text.ts';
import { wrapped } from '../../layout/wrap.ts';
import { errorOnScreen } from '../../lines/error-on-screen.ts';
import type { Drawing, Room } from '../../place.ts';
import { filterText } from '../../state/filter.ts';
import { exact } from '../../text/numbers.ts';
import { words } from '../../text/words.ts';
import type { Look } from '../../theme/look.ts';
import { type DataList, drawList, LIST_HEAD } from '../../widgets/data-list.ts';
import { filterLine } from '../../widgets/filter-line.ts';
import { TABS_ROWS, tabLines } from '../../widgets/tabs.ts';
import { detailLines } from './draw-details.ts';
import { endpointColumns } from './endpoint-list.ts';
import { VIEWS } from './home-rows.ts';
import { type HomeState, isEmpty, rowAt } from './home-state.ts';
import { instanceColumns } from './instance-list.ts';
import { taskColumns } from './task-list.ts';

/** The views, and a line for the filter. */
const HEAD = TABS_ROWS + 1;
/** Details with the rule above them, in a window of usual height and in a tall one. */
const DETAILS = { rows: 9, from: 19 };
const LONG_DETAILS = { rows: 14, from: 32 };

export function drawHome(state: HomeState, room: Room, look: Look): Drawing {
  const { view, filters, rows } = state;
  const says = words().home;
  if (rows === null) return { lines: ['', look.paint('dim', `  ${says.reading} ${look.ellipsis}`)] };
  if (isEmpty(state) && view === 'tasks') return { lines: beginLines(state, room, look) };
  const names = VIEWS.map((one, index) => `${index + 1} ${says.views[one]} (${exact(rows[one].length)})`);
  const head = tabLines(names, VIEWS.indexOf(view), room.columns, look);
  const filter = filterLine(filters[view], filterWords(state), room.columns, look);
  const sight = rowAt(state) === null ? room.rows - HEAD : listRows(room);
  const inList = listLines(state, { columns: room.columns, rows: sight }, look);
  const details = detailsLines(state, room, look);
  const filler = Array.from({ length: details.length === 0 ? 0 : sight - inList.length }, () => '');
  const cursor = filter.cursor ? { column: filter.cursor.column, row: TABS_ROWS } : null;
  return { lines: [...head, ...filter.lines, ...inList, ...filler, ...details], cursor };
}

/** Rows of the list with its heading: as many whether there are details or not, so that nothing jumps. */
function listRows({ rows }: Room): number {
  const details = detailRows(rows);
  return Math.max(LIST_HEAD + 1, rows - HEAD - details);
}

function detailRows(rows: number): number {
  if (rows >= LONG_DETAILS.from) return LONG_DETAILS.rows;
  return rows >= DETAILS.from ? DETAILS.rows : 0;
}

/** How many of the rows of a list can be seen at once. */
export function homeSight(room: Room): number {
  return listRows(room) - LIST_HEAD;
}

function listLines(state: HomeState, room: Room, look: Look): string[] {
  const { view, rows, shown, lists, troubles, now } = state;
  const trouble = troubles[view]
    .flatMap((error) => errorOnScreen(error, look, room.columns))
    // Rows that are there are seen, too.
    .slice(0, Math.max(Math.floor(room.rows / 2), room.rows - LIST_HEAD - Math.max(1, shown[view].length)));
  const inside = { columns: room.columns, rows: room.rows - trouble.length };
  const place = lists[view];
  const lines = {
    tasks: () => listOf({ columns: taskColumns(now, look), all: rows!.tasks, rows: shown.tasks, place }),
    endpoints: () =>
      listOf({ columns: endpointColumns(now, look), all: rows!.endpoints, rows: shown.endpoints, place }),
    instances: () =>
      listOf({ columns: instanceColumns(look), all: rows!.instances, rows: shown.instances, place }),
  }[view]();
  return [...trouble, ...lines];

  function listOf<Row>(list: DataList<Row>): string[] {
    const drawn = drawList(list, inside, look);
    if (drawn.length > 0) return drawn;
    return wrapped(nothingWords(state), room.columns - 4).map((text) => `  ${text}`);
  }
}

function nothingWords({ view, filters }: HomeState): string {
  const says = words().home;
  const looked = filterText(filters[view]);
  return looked === null ? says.none[view] : says.nothingMatches(printable(looked));
}

function filterWords({ view, rows, shown, filters }: HomeState): string {
  const isFiltered = filterText(filters[view]) !== null;
  return isFiltered ? words().home.of(shown[view].length, rows![view].length) : '';
}

function detailsLines(state: HomeState, room: Room, look: Look): string[] {
  const most = detailRows(room.rows);
  const row = rowAt(state);
  if (most === 0 || row === null) return [];
  const rule = look.paint('dim', look.rule.level.repeat(room.columns));
  return [rule, ...detailLines(row, room.columns, look).slice(0, most - 1)];
}

/** Two ways to begin, and nothing else. */
function beginLines({ begin: keys }: HomeState, room: Room, look: Look): string[] {
  const { begin } = words().home;
  const ways = [
    [keys.migration ?? '', begin.migration, begin.migrationSays],
    ...(keys.hasLab ? [[keys.lab ?? '', begin.lab, begin.labSays] as const] : []),
  ] as const;
  const names = Math.max(...ways.map(([, name]) => width(name)));
  const indent = ' '.repeat(names + 11);
  const lines = ways.flatMap(([key, name, says]) => {
    const [first = '', ...rest] = wrapped(says, Math.max(20, room.columns - indent.length - 2));
    const line = `    ${look.paint('accent', key)}   ${look.paint('bold', padEnd(name, names))}   ${first}`;
    return [line, ...rest.map((more) => indent + more), ''];
  });
  return ['', cut(`  ${begin.title}`, room.columns, look.ellipsis), '', ...lines];
}
