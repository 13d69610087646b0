/** How the choice of tables is drawn: the tree, beside it the rules, below both what is taken or typed. */
import { keyName } from '../../../keys/key-name.ts';
import { cut, padEnd, printable, width } from '../../../layout/text.ts';
import { wrapped } from '../../../layout/wrap.ts';
import { errorOnScreen } from '../../../lines/error-on-screen.ts';
import type { Drawing, Room } from '../../../place.ts';
import { placed } from '../../../state/list.ts';
import { bytes, compact } from '../../../text/numbers.ts';
import { words } from '../../../text/words.ts';
import type { Look } from '../../../theme/look.ts';
import { pointed } from '../../../widgets/pointed.ts';
import { drawField } from '../../../widgets/text-field.ts';
import { drawInside } from './draw-inside.ts';
import { ruleLines } from './draw-rules.ts';
import { treeLine } from './draw-tree.ts';
import { type TablesState, takenOf } from './tables-state.ts';
import { matchedBy, treeRows } from './tree-rows.ts';

/** Narrower, one list has the window for itself. */
const BESIDE = 76;
const RULES_SHARE = 0.33;
const WIDEST_TREE = 90;
/** What is taken, and the line that is typed into. */
const BELOW_ROWS = 2;

export function drawTables(state: TablesState, room: Room, look: Look): Drawing {
  if (state.stage === 'reading') return { lines: [`  ${words().tables.reading}`] };
  if (state.stage !== 'ready') {
    return { lines: errorOnScreen(state.stage, look, room.columns) };
  }
  const rows = sightOf(room);
  const inside = { columns: room.columns, rows };
  const above =
    state.inside === null ? lists(state, inside, look) : drawInside(state, state.inside, inside, look);
  const below = drawBelow(state, room.columns, look);
  const lines = Array.from({ length: rows }, (_, row) => above[row] ?? '');
  return {
    lines: [...lines, ...below.lines],
    cursor: below.cursor ? { column: below.cursor.column, row: below.cursor.row + rows } : null,
  };
}

/** Rows a list of this step has. */
export function sightOf(room: Room): number {
  return Math.max(1, room.rows - BELOW_ROWS);
}

function lists(state: TablesState, room: Room, look: Look): string[] {
  if (room.columns < BESIDE) {
    return state.pane === 'tree' ? tree(state, room, look) : ruleLines(state, room, look);
  }
  const right = Math.floor(room.columns * RULES_SHARE);
  const left = Math.min(WIDEST_TREE, room.columns - right - 3);
  const trees = tree(state, { columns: left, rows: room.rows }, look);
  const rules = ruleLines(state, { columns: right, rows: room.rows }, look);
  const bar = look.paint('dim', look.rule.upright);
  return Array.from(
    { length: room.rows },
    (_, row) => `${padEnd(trees[row] ?? '', left)} ${bar} ${rules[row] ?? ''}`,
  );
}

function tree(state: TablesState, room: Room, look: Look): string[] {
  const rows = treeRows(state);
  if (rows.length === 0) {
    const says =
      state.listed.length === 0 ? words().tables.noTables : words().tables.noneMatches(state.filter);
    return wrapped(says, room.columns - 2).map((line) => `  ${line}`);
  }
  const hits = hitsOf(state);
  const place = placed(state.tree, rows.length, room.rows);
  return rows.slice(place.top, place.top + room.rows).map((row, index) => {
    const isAt = state.pane === 'tree' && place.top + index === place.at;
    return pointed(treeLine(row, state.rules, hits, room.columns - 2, look), isAt, look);
  });
}

/** What the pattern that is being typed would take; null while none is. */
function hitsOf({ prompt, listed, source }: TablesState): ReadonlySet<unknown> | null {
  if (prompt?.kind !== 'pattern') return null;
  const pattern = prompt.field.text.replace(/^\s*!\s*/, '');
  return new Set(matchedBy(listed, pattern, source.caseSensitive));
}

function drawBelow(state: TablesState, columns: number, look: Look): Drawing {
  const taken = takenOf(state);
  const size = `~${compact(taken.rows)}`;
  const sum = words().tables.sum(taken.tables, state.listed.length, size, `~${bytes(taken.bytes)}`);
  const line =
    taken.tables === 0
      ? look.paint(
          'warn',
          `  ${words().tables.nothingTaken(keyName('tables.toggle'), keyName('tables.pattern'))}`,
        )
      : `  ${look.paint('bold', sum)}`;
  const { prompt } = state;
  if (prompt === null)
    return { lines: [cut(line, columns, look.ellipsis), filterLine(state, columns, look)] };
  const label = `  ${promptLabel(state)}  `;
  const hint = prompt.kind === 'pattern' ? words().tables.wouldMatch(hitsOf(state)?.size ?? 0) : '';
  const room = Math.max(10, columns - width(label) - width(hint) - 4);
  const field = drawField(prompt.field, room, look);
  return {
    lines: [
      cut(line, columns, look.ellipsis),
      `${look.paint('accent', label)}${field.text}  ${look.paint('dim', hint)}`,
    ],
    cursor: { column: width(label) + field.cursor, row: 1 },
  };
}

function filterLine({ filter }: TablesState, columns: number, look: Look): string {
  const says =
    filter === '' ? words().tables.help : words().tables.filtered(printable(filter), keyName('app.back'));
  return look.paint('dim', cut(`  ${says}`, columns, look.ellipsis));
}

function promptLabel({ prompt }: TablesState): string {
  const says = words().tables.prompts;
  switch (prompt!.kind) {
    case 'rename-table':
      return says.renameTable(printable(prompt!.table.table));
    case 'rename-column':
      return says.renameColumn(printable(prompt!.column));
    default:
      return says[prompt!.kind];
  }
}
