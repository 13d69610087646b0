/** The keys of the choice of tables. */

import { parseJson } from '../../../../model/json.ts';
import { parseTableMappings } from '../../../../model/mapping-parser.ts';
import type { CommandId } from '../../../keys/commands.ts';
import { keyName } from '../../../keys/key-name.ts';
import {
  isMoving,
  LIST_START,
  type ListPlace,
  MOVING,
  type MovingCommand,
  moved,
  placed,
} from '../../../state/list.ts';
import { edited, isEditing, textField } from '../../../state/text-field.ts';
import { words } from '../../../text/words.ts';
import type { StepContext } from '../wizard-step.ts';
import { jsonText } from './draw-inside.ts';
import { sightOf } from './draw-tables.ts';
import {
  choiceOf,
  columnRenamed,
  columnToggled,
  newNameOf,
  type Rule,
  tableRenamed,
  toggled,
  toggledSchema,
  withPattern,
} from './rules.ts';
import { describe, peek } from './tables-effects.ts';
import { type Inside, type Prompt, type TablesState, takenOf } from './tables-state.ts';
import { type TreeRow, treeRows } from './tree-rows.ts';

type Context = StepContext<TablesState>;

export function tablesCommands(state: TablesState): readonly CommandId[] {
  if (state.stage !== 'ready') return state.stage === 'reading' ? [] : ['tables.again'];
  if (state.prompt !== null) return ['field.done'];
  switch (state.inside?.kind) {
    case 'columns':
      return ['tables.toggle', 'tables.rename', ...MOVING];
    case 'peek':
      return ['list.left', 'list.right'];
    case 'json':
      return MOVING;
  }
  const moves = ['view.next', ...MOVING] as const;
  if (state.pane === 'rules')
    return ['wizard.next', 'tables.remove-rule', 'tables.pattern', 'tables.json', ...moves];
  return [
    'tables.toggle',
    'tables.pattern',
    'wizard.next',
    'tables.columns',
    'tables.peek',
    'list.filter',
    'tables.rename',
    'tables.json',
    'list.left',
    'list.right',
    ...moves,
  ];
}

export function performTables(command: CommandId, context: Context): void {
  const { state } = context;
  if (state.prompt !== null) performPrompt(command, context, state.prompt);
  else if (isMoving(command)) move(command, context);
  else if (state.inside !== null) performInside(command, context, state.inside);
  else if (state.pane === 'rules') performRules(command, context);
  else performTree(command, context);
}

function performTree(command: CommandId, context: Context): void {
  const { state, update } = context;
  const row = rowAt(state);
  switch (command) {
    case 'tables.toggle':
      if (row !== null) toggle(row, context);
      break;
    case 'tables.columns':
    case 'tables.peek':
      if (row?.kind === 'table') open(command, row, context);
      break;
    case 'tables.rename':
      if (row?.kind === 'table') {
        const { name } = row.table;
        const field = textField(newNameOf(state.rules, name) ?? name.table);
        update((now) => ({ ...now, prompt: { kind: 'rename-table', table: name, field } }));
      }
      break;
    case 'list.filter':
      update((now) => ({ ...now, prompt: { kind: 'filter', field: textField(now.filter) } }));
      break;
    case 'list.left':
    case 'list.right':
      if (row !== null) fold(row, command === 'list.left', context);
      break;
    default:
      performCommon(command, context);
  }
}

function performRules(command: CommandId, context: Context): void {
  const { state, update } = context;
  if (command !== 'tables.remove-rule') {
    performCommon(command, context);
    return;
  }
  const at = placed(state.ruleList, state.rules.length, 1).at;
  update((now) => ({ ...now, rules: now.rules.filter((_, index) => index !== at) }));
}

/** What acts in both lists. */
function performCommon(command: CommandId, context: Context): void {
  const { state, update, next, console } = context;
  switch (command) {
    case 'view.next':
      update((now) => ({ ...now, pane: now.pane === 'tree' ? 'rules' : 'tree' }));
      break;
    case 'tables.pattern':
      update((now) => ({ ...now, prompt: { kind: 'pattern', field: textField() } }));
      break;
    case 'tables.json':
      update((now) => ({ ...now, inside: { kind: 'json', list: LIST_START } }));
      break;
    case 'wizard.next': {
      const taken = takenOf(state);
      if (taken.tables === 0)
        console.notice(words().tables.nothingTaken(keyName('tables.toggle'), keyName('tables.pattern')));
      else {
        next((draft) => ({
          ...draft,
          mappings: { rules: state.rules },
          taken: { tables: taken.tables, of: state.listed.length },
        }));
      }
    }
  }
}

function toggle(row: TreeRow, { state, update, console }: Context): void {
  const rules =
    row.kind === 'schema'
      ? toggledSchema(state.rules, row.schema, state.source)
      : toggled(state.rules, state.source.tables[state.listed.indexOf(row.table)]!, state.source);
  if (rules === null) console.notice(words().tables.forbidden);
  else update((now) => ({ ...now, rules }));
}

function open(
  command: 'tables.columns' | 'tables.peek',
  row: Extract<TreeRow, { kind: 'table' }>,
  context: Context,
): void {
  const table = row.table.name;
  if (command === 'tables.columns') {
    context.update((now) => ({
      ...now,
      inside: { kind: 'columns', table, described: null, list: LIST_START },
    }));
    describe(context, table);
  } else {
    context.update((now) => ({ ...now, inside: { kind: 'peek', table, rows: null, across: 0 } }));
    peek(context, table);
  }
}

function fold(row: TreeRow, shuts: boolean, { update }: Context): void {
  const schema = row.kind === 'schema' ? row.schema : row.table.name.schema;
  update((now) => {
    const others = now.shut.filter((one) => one !== schema);
    const shut = shuts ? [...others, schema] : others;
    const at = treeRows({ ...now, shut }).findIndex((one) => one.kind === 'schema' && one.schema === schema);
    return { ...now, shut, tree: shuts ? { ...now.tree, at: Math.max(0, at) } : now.tree };
  });
}

function performInside(command: CommandId, context: Context, inside: Inside): void {
  const { update, state } = context;
  if (inside.kind === 'peek') {
    const by = command === 'list.right' ? 1 : command === 'list.left' ? -1 : 0;
    const last = Math.max(0, (inside.rows?.columns.length ?? 1) - 1);
    const across = Math.max(0, Math.min(last, inside.across + by));
    update((now) => ({ ...now, inside: { ...inside, across } }));
    return;
  }
  if (inside.kind !== 'columns' || inside.described === null) return;
  const { table, described, list } = inside;
  const column = described.columns[placed(list, described.columns.length, 1).at]?.name;
  if (column === undefined) return;
  if (command === 'tables.toggle') {
    update((now) => ({ ...now, rules: columnToggled(now.rules, table, column) }));
  } else if (command === 'tables.rename') {
    const field = textField(choiceOf(state.rules, table, column).renamed ?? column);
    update((now) => ({ ...now, prompt: { kind: 'rename-column', table, column, field } }));
  }
}

function move(command: MovingCommand, { state, update, room }: Context): void {
  const sight = sightOf(room);
  const go = (list: ListPlace, rows: number) => moved(list, command, rows, sight);
  const { inside } = state;
  update((now) => {
    if (inside?.kind === 'columns') {
      return { ...now, inside: { ...inside, list: go(inside.list, inside.described?.columns.length ?? 0) } };
    }
    if (inside?.kind === 'json') {
      const last = Math.max(1, jsonText(now).length - sight + 3);
      return { ...now, inside: { ...inside, list: moved(inside.list, command, last, sight) } };
    }
    if (now.pane === 'rules') return { ...now, ruleList: go(now.ruleList, now.rules.length) };
    return { ...now, tree: go(now.tree, treeRows(now).length) };
  });
}

function performPrompt(command: CommandId, context: Context, prompt: Prompt): void {
  if (isEditing(command)) withPrompt(context, { ...prompt, field: edited(prompt.field, command) });
  else if (command === 'field.done') finishPrompt(context, prompt);
}

/** A filter acts while it is typed. */
export function withPrompt({ update }: Context, prompt: Prompt): void {
  update((now) => ({
    ...now,
    prompt,
    ...(prompt.kind === 'filter' && { filter: prompt.field.text, tree: LIST_START }),
  }));
}

function finishPrompt({ update, console, state }: Context, prompt: Prompt): void {
  const close = (rules: readonly Rule[]) => update((now) => ({ ...now, prompt: null, rules }));
  const text = prompt.field.text.trim();
  try {
    switch (prompt.kind) {
      case 'filter':
        close(state.rules);
        break;
      case 'pattern':
        close(text === '' ? state.rules : withPattern(state.rules, text));
        break;
      case 'rename-table':
        close(tableRenamed(state.rules, prompt.table, text));
        break;
      case 'rename-column':
        close(columnRenamed(state.rules, prompt.table, prompt.column, text));
        break;
    }
  } catch (error) {
    console.fail(error);
  }
}

/** Escape closes what is open before it goes a step back. */
export function closeInner({ state, update }: Context): boolean {
  if (state.prompt !== null) {
    const isFilter = state.prompt.kind === 'filter';
    update((now) => ({ ...now, prompt: null, ...(isFilter && { filter: '' }) }));
  } else if (state.inside !== null) update((now) => ({ ...now, inside: null }));
  else if (state.filter !== '') update((now) => ({ ...now, filter: '' }));
  else return true;
  return false;
}

/** Table mappings of AWS DMS that were pasted take the place of all rules. False when the text is none. */
export function pasteRules({ update, console }: Context, text: string): boolean {
  if (!text.trimStart().startsWith('{')) return false;
  try {
    const document = parseJson(text, words().tables.pasted) as { readonly rules: readonly Rule[] };
    const { issues } = parseTableMappings(document, words().tables.pasted);
    update((now) => ({ ...now, rules: document.rules }));
    console.notice(words().tables.took(document.rules.length, issues.length));
  } catch (error) {
    console.fail(error);
  }
  return true;
}

function rowAt(state: TablesState): TreeRow | null {
  const rows = treeRows(state);
  return rows[placed(state.tree, rows.length, 1).at] ?? null;
}
