/** Decides which columns of a table travel, under which names and up to which length. */

import type { Issue } from './errors.ts';
import { DmsError } from './errors.ts';
import { changeName } from './name-change.ts';
import type { Column, PlannedColumn, TableName, TableShape } from './table.ts';
import { showTable } from './table.ts';
import type { NameChange } from './table-mappings.ts';
import type { LobMode } from './task-settings.ts';
import type { ColumnRule } from './transformations.ts';
import { gaveWay } from './transformations.ts';
import { foldedName, foldName } from './wildcard.ts';

/** The types `SupportLobs: false` leaves behind; AWS DMS still moves the shorter ones. */
const LARGE_TYPES = new Set(['mediumblob', 'longblob', 'mediumtext', 'longtext']);

/** The types a limit can cut. JSON and spatial values are not among them: a piece of one is worthless. */
const CUT_TYPES = new Set(['blob', 'text', ...LARGE_TYPES]);

export function planColumns(
  shape: TableShape,
  rules: readonly ColumnRule[],
  lobs: LobMode,
  target: TableName,
): { columns: PlannedColumn[]; removed: string[]; tooLarge: string[]; issues: Issue[] } {
  const columns: PlannedColumn[] = [];
  const removed: string[] = [];
  const tooLarge: string[] = [];
  const issues: Issue[] = [];
  const names = new Map<string, string[]>();
  const onlyNamed = rules.some((rule) => rule.action.action === 'include-column');
  for (const column of shape.columns) {
    const fate = decide(column.name, rules, onlyNamed);
    issues.push(...fate.issues);
    if (!fate.travels || leftByLobMode(column, lobs)) {
      if (fate.travels) tooLarge.push(column.name);
      removed.push(column.name);
      continue;
    }
    // A generated column keeps its name: its text in the table definition is the server's own.
    const name = fate.change && !column.generated ? changeName(column.name, fate.change) : column.name;
    if (column.generated && fate.change && changeName(column.name, fate.change) !== column.name) {
      issues.push(keepsName(shape, column));
    }
    const folded = foldName(name, false);
    names.set(folded, [...(names.get(folded) ?? []), column.name]);
    if (!column.generated) columns.push({ source: column, target: name, lobLimitBytes: limit(column, lobs) });
  }
  refuseTwins(names, shape, target);
  if (tooLarge.length > 0) {
    const detail = `SupportLobs is false: the columns ${tooLarge.join(', ')} stay behind.`;
    issues.push({ code: 'left-behind', subject: showTable(shape.name), detail });
  }
  return { columns, removed, tooLarge, issues };
}

interface Fate {
  readonly travels: boolean;
  readonly change: NameChange | null;
  readonly issues: readonly Issue[];
}

/**
 * Of the rules that name or remove a column the lowest rule-id wins. An include-column rule only says
 * that the column stays: it takes no name change away, but overrules a removal with a higher rule-id.
 */
function decide(column: string, rules: readonly ColumnRule[], onlyNamed: boolean): Fate {
  const name = foldedName(column, false);
  const reaching = rules.filter((rule) => rule.matches(name));
  const included = reaching.find((rule) => rule.action.action === 'include-column');
  const acting = reaching.filter((rule) => rule.action.action !== 'include-column');
  const winner = acting[0];
  const issues = winner ? acting.slice(1).map((loser) => gaveWay('column', winner.id, loser.id)) : [];
  const action = winner?.action;
  if (!action || action.action === 'include-column') {
    return { travels: !onlyNamed || included !== undefined, change: null, issues };
  }
  if (action.action !== 'remove-column') {
    return { travels: !onlyNamed || included !== undefined, change: action, issues };
  }
  if (included && included.id < winner.id) {
    return { travels: true, change: null, issues: [...issues, gaveWay('column', included.id, winner.id)] };
  }
  return { travels: false, change: null, issues };
}

function keepsName(shape: TableShape, column: Column): Issue {
  const detail = `The generated column ${column.name} keeps its name; transformation rules do not reach it.`;
  return { code: 'notice', subject: showTable(shape.name), detail };
}

function leftByLobMode(column: Column, lobs: LobMode): boolean {
  return lobs.mode === 'none' && LARGE_TYPES.has(column.type) && column.kind !== 'json';
}

function limit(column: Column, lobs: LobMode): number | null {
  if (lobs.mode !== 'limited' || !CUT_TYPES.has(column.type) || column.kind === 'json') return null;
  return column.maxBytes !== null && column.maxBytes <= lobs.maxBytes ? null : lobs.maxBytes;
}

function refuseTwins(
  names: ReadonlyMap<string, readonly string[]>,
  shape: TableShape,
  target: TableName,
): void {
  for (const [name, sources] of names) {
    if (sources.length < 2) continue;
    throw new DmsError('mapping.collision', {
      target: `${showTable(target)}.${name}`,
      sources: sources.map((source) => `${showTable(shape.name)}.${source}`),
    });
  }
}
