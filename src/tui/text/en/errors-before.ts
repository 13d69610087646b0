/** Words for what is wrong before anything is connected: the command line, documents, addresses, tasks. */

import { exact } from '../numbers.ts';
import type { Wording } from '../wording.ts';
import { secretWords } from './errors-secrets.ts';
import { ownerWords } from './instance.ts';
import { listed } from './listed.ts';

/** More ids say less. */
const MOST_IDS = 10;

export const beforeWords = {
  usage: ({ problem, allowed }) => ({
    what: problem,
    cause: null,
    next: allowed ? `Allowed: ${allowed}.` : 'See `dms-tui --help`.',
  }),
  document: ({ file, path, problem, allowed, others = [] }) => ({
    what:
      others.length === 0
        ? `${file}: ${place(path)}${problem}`
        : `${file} has ${others.length + 1} problems.`,
    cause: null,
    next:
      others.length === 0
        ? allowed
          ? `Allowed there: ${allowed}.`
          : null
        : `Mend these:${listed([{ path, problem, ...(allowed && { allowed }) }, ...others].map(oneProblem))}`,
  }),
  url: ({ url, problem, allowed }) => ({
    what: `The address ${url} cannot be used: ${problem}`,
    cause: null,
    next: allowed ? `Allowed: ${allowed}.` : null,
  }),
  ...secretWords,
  'endpoint.unknown': ({ id, near, saved, aside }) => ({
    what: `There is no endpoint ${id}.`,
    cause:
      aside.length > 0
        ? `Saved endpoints could not be read and were kept aside; it may be in:${listed(aside)}`
        : near.length > 0
          ? `There are endpoints with similar names: ${near.join(', ')}.`
          : null,
    next:
      saved.length === 0
        ? `Save it: \`dms-tui endpoint create ${id} --source <url>\`.`
        : `Saved are: ${saved.slice(0, MOST_IDS).join(', ')}${saved.length > MOST_IDS ? ', …' : ''}.`,
  }),
  'endpoint.role': ({ id, role }) => ({
    what: `The endpoint ${id} was saved as a ${role}, and cannot be the ${role === 'source' ? 'target' : 'source'}.`,
    cause: null,
    next: `Save one for that role: \`dms-tui endpoint create <id> --${role === 'source' ? 'target' : 'source'} <url>\`.`,
  }),
  'endpoint.exists': ({ id, role, address }) => ({
    what: `There is an endpoint ${id} already: a ${role}, ${address}.`,
    cause: null,
    next: `Change it with \`dms-tui endpoint edit ${id}\`, or replace it with \`--yes\`.`,
  }),
  'profile.damaged': ({ file, aside }) => ({
    what: `The saved endpoints could not be read: ${file} holds no JSON object.`,
    cause: 'It was changed by hand, or the disk lost a part of it. Nothing of it was thrown away.',
    next: `It is kept as ${aside}. Mend that file and move it back, or save the endpoints again.`,
  }),
  'catalog.nothing': ({ address, pattern, near }) => ({
    what: `Nothing at ${address} matches ${pattern}.`,
    cause: near.length > 0 ? `There are similar names: ${near.join(', ')}.` : null,
    next: "Check the spelling and whether this user may see the tables; `%` stands for any characters, as in 'dees.%'.",
  }),
  'mapping.nothing': ({ patterns, near }) => ({
    what: `No table of the source matches ${patterns.join(', ')}.`,
    cause: near.length > 0 ? `There are tables with similar names: ${near.join(', ')}.` : null,
    next: "Check the spelling and whether this user may see the tables; `%` stands for any characters, as in 'dees.%'.",
  }),
  'mapping.collision': ({ target, sources }) => ({
    what: `${sources.join(' and ')} would all go to the target table ${target}.`,
    cause: 'Transformation rules give more than one source table the same name.',
    next: 'Exclude all but one of them, or give each its own name.',
  }),
  'mapping.same-table': ({ table, address }) => ({
    what: `${table} would be copied onto itself: source and target are the same server, ${address}.`,
    cause: null,
    next: 'Name another schema in the target URL, or add a rule that renames the schema or the table.',
  }),
  'mapping.no-columns': ({ table }) => ({
    what: `No column of ${table} is left to copy.`,
    cause: 'Rules, or a LOB mode that leaves large objects out, remove every column it has.',
    next: 'Exclude the table, or keep at least one column.',
  }),
  'mapping.unknown-column': ({ table, column, columns }) => ({
    what: `A rule names the column ${column} of ${table}, which does not exist.`,
    cause: null,
    next: `Its columns are: ${columns.join(', ')}.`,
  }),
  'mapping.strict': ({ problems }) => ({
    what: `Not everything the task asks for can be carried out:${listed(problems)}`,
    cause: '`--strict` makes this an error.',
    next: 'Take these out of the documents, or run without `--strict` to leave them aside with a warning each.',
  }),
  'target.not-empty': ({ tables }) => ({
    what: `These tables of the target already hold rows:${listed(tables.map(tableRows))}`,
    cause: 'No preparation was chosen, and nothing is destroyed or mixed without being asked for.',
    next: 'Choose for the target tables: “do nothing” adds to what is there, “truncate” empties the tables first, “drop and create” makes them anew (`--prep do-nothing`, `truncate` or `drop-and-create`).',
  }),
  'target.unfit': ({ table, problems }) => ({
    what: `The target's table ${table} cannot take the rows as it is:${listed(problems)}`,
    cause: null,
    next: 'Change the table, rename or remove columns by rule, or let it be made anew by “drop and create” for the target tables (`--prep drop-and-create`).',
  }),
  'resume.changed': ({ task, tables }) => ({
    what: `The task ${task} is not what it was when its checkpoint was made:${listed(tables)}`,
    cause: 'Mappings or settings of these tables, or the tables themselves, changed since.',
    next: 'Undo the change to resume, or start over without `--resume`.',
  }),
  'resume.needed': ({ task, done, total }) => ({
    what: `The task ${task} has a checkpoint: ${done} of ${total} tables are complete on the target.`,
    cause: 'An earlier run was interrupted.',
    next: 'Go on from it (`--resume`), or start over with “truncate” or “drop and create” for the target tables (`--prep`).',
  }),
  'instance.busy': ({ kind, id, lock, ...owner }) => ({
    what: `The ${kind} ${id} is busy: ${ownerWords(owner)}.`,
    cause: null,
    next: `Wait for it or stop it. If it is surely gone (another machine, a container), delete ${lock}.`,
  }),
  'target.busy': ({ task, address, connection, client }) => ({
    what: `Another run of the task ${task} works on ${address}: connection ${connection} from ${client}.`,
    cause: 'It may be on another machine, or have another home folder.',
    next: 'Wait for it or stop it. If it is surely gone, end its connection:',
  }),
  'control.version': ({ pid }) => ({
    what: `The run of process ${pid} cannot be talked to from here.`,
    cause: 'Another version of dms-tui has started it.',
    next: `Use that version, or stop the run with its checkpoint kept: \`kill ${pid}\`, then resume it with this one.`,
  }),
  'control.start': ({ task, reason, log }) => ({
    what: `No process could be started for the task ${task}: ${reason}`,
    cause: null,
    next: `Its own words are in ${log}. In the foreground the task runs with \`dms-tui run\`.`,
  }),
  'confirm.needed': ({ tables, name }) => ({
    what: `This would remove all rows of these tables of ${name}:${listed(tables.map(tableRows))}`,
    cause: 'There is no terminal to ask on.',
    next: 'If that is wanted, say so with `--yes`.',
  }),
  'lab.missing': ({ product, ways }) => ({
    what: `No ${product} server is to be found on this machine.`,
    cause: null,
    next: `Any of these helps:${listed(ways)}`,
  }),
  'lab.failed': ({ product, doing, log }) => ({
    what: `The private ${product} server failed while ${doing}.`,
    cause: null,
    next: `Its log says why: ${log}`,
  }),
  interrupted: ({ task }) => ({
    what: task ? `The task ${task} was stopped before it was done.` : 'Stopped; nothing was done.',
    cause: null,
    next: null,
  }),
  internal: ({ problem }) => ({
    what: `Something failed that should not be able to: ${problem}`,
    cause:
      'A fault in dms-tui. Rows that are committed are safe; the stack is in trace.log beside the report.',
    next: 'Resume the task, and report this with trace.log.',
  }),
} satisfies Partial<Wording>;

function place(path: string): string {
  return path ? `${path} ` : '';
}

function oneProblem(one: { path: string; problem: string; allowed?: string }): string {
  return `${place(one.path)}${one.problem}${one.allowed ? ` (allowed: ${one.allowed})` : ''}`;
}

function tableRows({ table, rows }: { table: string; rows: number }): string {
  return `${table}  ${exact(rows)} row${rows === 1 ? '' : 's'}`;
}
