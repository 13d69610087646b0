/** Words for what the checks of an assessment find: what, why it matters, and one thing to do. */
import type { FoundTrigger, LostValues, NoKeyReason } from '../../../model/assessment.ts';
import type { FindingWording } from '../findings.ts';
import { bytes, compact, exact, limit } from '../numbers.ts';
import { objectWords } from './checks.ts';
import { counts, plural } from './counts.ts';
import { listed } from './listed.ts';

const NO_KEY: Readonly<Record<NoKeyReason, string>> = {
  none: 'it has none',
  view: 'it is a view',
  removed: 'a column of its key stays behind',
  charset: 'the character set of its key',
};

const kinds = {
  'old-version': ({ side, product, version }) => ({
    what: `The ${side} is ${product} ${version}, older than any version that is known to work.`,
    why: 'Its ways of reading and writing may differ from those this was tried with.',
    next: 'Try it with a copy of the data, and leave the validation on.',
  }),
  'idle-rule': ({ rule, pattern, of, near }) => ({
    what: `Rule ${rule}, ${pattern}, matches no ${of === 'all' ? 'table or view' : of}.`,
    why: near.length > 0 ? `Near it: ${near.join(', ')}.` : 'It takes nothing along.',
    next: 'Check its spelling, and whether this user may see the tables.',
  }),
  'no-tables': ({ patterns, near }) => ({
    what: `Nothing matches ${patterns.join(', ')}.`,
    why: `The task would do nothing, which its settings allow.${near.length > 0 ? ` Near it: ${near.join(', ')}.` : ''}`,
    next: 'Check the spelling, and whether this user may see the tables.',
  }),
  'other-case': ({ tables }) => ({
    what: `On the target these stand in another case:${listed(tables.map((one) => `${one.table}: ${one.standing}`))}`,
    why: 'To this target they are other tables: the new ones would stand beside them.',
    next: 'Rename by a rule (convert-lowercase, rename), if the same tables are meant.',
  }),
  unreadable: ({ tables, user }) => ({
    what: `The user '${user}' may not read these tables:${listed(tables)}`,
    why: 'A task that cannot read one of its tables is refused.',
    next: 'Let someone who may grant it run the statements below, or exclude the tables.',
  }),
  'objects-hidden': ({ kinds }) => ({
    what: `The task asks for ${kinds.join(', ')}, and this user may not see how they are made.`,
    why: 'They stay behind.',
    next: 'Let someone who may grant it run the statement below.',
  }),
  'rows-by-insert': ({ address }) => ({
    what: `local_infile is OFF on ${address}, so rows go by INSERT.`,
    why: 'The same guarantees, about half the speed, three times the work on this side.',
    next: 'Switch it on for the time of the load:',
  }),
  'small-statements': ({ limitBytes }) => ({
    what: `max_allowed_packet is ${limit(limitBytes)} on the target.`,
    why: 'A row that needs more in an INSERT is refused; binary values need up to twice their size.',
    next: 'Raise it, or switch on local_infile, with which there is no such limit:',
  }),
  'read-only-unbound': ({ address }) => ({
    what: `read_only is ON on ${address}, and does not bind this user.`,
    why: 'If it is a replica, what is loaded makes it differ from its source.',
    next: 'Make sure that it is the server you mean.',
  }),
  'settings-differ': ({ settings }) => ({
    what: `The servers are set differently:${listed(settings.map((one) => `${one.name}: ${one.source} → ${one.target}`))}`,
    why: 'A load sets what it needs by itself; applications that move over meet the new ones.',
    next: null,
  }),
  'weak-moment': ({ guarantee }) => ({
    what:
      guarantee === 'unchanged-log'
        ? 'All tables are read as of one moment only if nothing is written in the instant the readers open.'
        : 'Each lane sees a moment of its own.',
    why: 'What is written as they open may come along from one table and not from another.',
    next: 'Grant the right to lock for an instant, or let nobody write while the task starts:',
  }),
  'tables-held': () => ({
    what: 'An ALTER, DROP or TRUNCATE of a table of the task waits until the copy has ended.',
    why: 'Whoever uses that table then waits behind it. With one more right it need not wait.',
    next: 'Change no table meanwhile, or let someone run the statement below.',
  }),
  'no-key': ({ tables }) => ({
    what: `Without a key to read by:${listed(
      tables.map(({ table, rows, bytes: size, why }) => {
        return `${table}  ~${compact(rows)} rows, ~${bytes(size)}: ${NO_KEY[why]}`;
      }),
    )}`,
    why: 'Each is read as one stream by one lane, and starts again after a stop.',
    next: 'Where a column is unique, make it a primary key, or UNIQUE and NOT NULL.',
  }),
  'no-snapshot': ({ tables }) => ({
    what: `Their storage engine knows no snapshots:${listed(tables.map(engineWords))}`,
    why: 'Rows written during the copy may or may not come along, so these may not match other tables.',
    next: 'Let nobody write to them during the copy.',
  }),
  'no-transactions': ({ tables }) => ({
    what: `On the target, without transactions:${listed(tables.map(engineWords))}`,
    why: 'A chunk that is cut off could not be taken back, and its rows would be doubled.',
    next: 'Change their engine with the statements below, or let them be made anew by “drop and create” for the target tables (`--prep drop-and-create`).',
  }),
  'values-cut': ({ limitBytes, columns }) => ({
    what: `Longer than LobMaxSize, ${limit(limitBytes)}:${listed(columns.map(lostWords))}`,
    why: 'They would be cut there, and each one counted.',
    next: 'Raise the limit (in KB), or let whole values travel with FullLobMode:',
  }),
  'values-left': ({ columns }) => ({
    what: `SupportLobs is false; these columns stay behind:${listed(columns.map(lostWords))}`,
    why: 'None of their values comes along.',
    next: 'If they are wanted, let whole values travel:',
  }),
  'value-too-large': ({ value, limitBytes, certain }) => ({
    what: `A value in ${value.table}.${value.column} has ${bytes(value.bytes)}; a statement may have ${limit(limitBytes)}.`,
    why: certain
      ? 'Rows go by INSERT here, so its row is refused.'
      : 'Rows go by INSERT here; if many of its bytes must be escaped, its row is refused.',
    next: 'Switch on local_infile, with which there is no such limit, or raise max_allowed_packet:',
  }),
  'values-unseen': ({ tables, limitMs }) => ({
    what: `The ${exact(limitMs / 1_000)} s for large values were over before ${plural(tables.length, 'table')}:${listed(tables)}`,
    why: 'Whether their values are too long is not known.',
    next: null,
  }),
  'rows-added-to': ({ tables }) => ({
    what: `The rows are added to those that stand there:${listed(tables.map(rowWords))}`,
    why: 'Rows with the same key are refused, and the comparison afterwards finds more on the target.',
    next: 'If that is not wanted, choose “truncate” or “drop and create” for the target tables (`--prep`).',
  }),
  'rows-emptied': ({ tables }) => ({
    what: `These are emptied first:${listed(tables.map(rowWords))}`,
    why: 'What stands there is gone for good.',
    next: 'Make sure that nobody needs it.',
  }),
  'rows-dropped': ({ tables }) => ({
    what: `These are dropped and made anew:${listed(tables.map(rowWords))}`,
    why: 'Their rows are gone for good, and what was set up on the target alone: triggers, indexes, rights on columns.',
    next: 'Make sure that nobody needs it.',
  }),
  'no-checkpoint': ({ task }) => ({
    what: `There is no checkpoint of the task ${task} on the target.`,
    why: 'It starts from the beginning.',
    next: null,
  }),
  'foreign-keys-lost': ({ keys }) => ({
    what: `These foreign keys are left out:${listed(keys.map(keyWords))}`,
    why: 'The tables they refer to are no part of the task.',
    next: 'Take those tables along, or add the keys once they are there.',
  }),
  'foreign-keys-unsure': ({ keys }) => ({
    what: `These foreign keys may find rows without a parent:${listed(keys.map(keyWords))}`,
    why: 'A filter lets only a part of the parents come along. Keys that do not hold are left out.',
    next: 'Filter the tables that refer to them alike.',
  }),
  'generated-columns': ({ recomputed, columns }) => ({
    what: `Generated columns:${listed(columns.map(columnWords))}`,
    why: recomputed
      ? 'Their definitions come along, and the target computes the values itself.'
      : 'A load writes what is stored in a table; their values are in no file.',
    next: recomputed ? null : 'If readers need them, take along a view that shows them.',
  }),
  'invisible-columns': ({ staysInvisible, columns }) => ({
    what: `Invisible columns:${listed(columns.map(columnWords))}`,
    why: staysInvisible
      ? 'Their values come along; they stay invisible where the target can hide them.'
      : 'Their values come along: in files they are columns like others.',
    next: null,
  }),
  'triggers-fire': ({ triggers }) => ({
    what: `These triggers fire for every row that is loaded:${listed(triggers.map(triggerWords))}`,
    why: 'They change what arrives, or cost time.',
    next: 'Keep their text and drop them for the time of the load:',
  }),
  'triggers-dropped': ({ triggers }) => ({
    what: `These triggers go with their tables:${listed(triggers.map(triggerWords))}`,
    why: 'The tables are made anew, and nothing makes the triggers again.',
    next: 'Keep their text:',
  }),
  'triggers-unseen': ({ tables }) => ({
    what: `Whether triggers stand on these tables cannot be seen:${listed(tables)}`,
    why: 'A trigger would fire for every row that is loaded.',
    next: 'Let someone who may grant it run the statement below.',
  }),
  'objects-stay': ({ counts: numbers, possible }) => ({
    what: possible
      ? `Besides the tables there are: ${objectWords(numbers)}.`
      : `The task asks for objects that files cannot hold: ${objectWords(numbers)}.`,
    why: possible
      ? 'They stay on the source, as the task does not ask for them.'
      : 'They stay on the source.',
    next: possible ? 'Take them along with:' : null,
  }),
  'little-space': ({ freeBytes, neededBytes, address }) => ({
    what: `The tables have ~${bytes(neededBytes)} on the source; ${address} has ${bytes(freeBytes)} left.`,
    why: 'The load stops when it is full, and what is committed by then stays.',
    next: 'Make room, or exclude tables.',
  }),
} satisfies FindingWording;

export const findings = {
  kinds,
  /** Behind some of the names that it is true of. */
  andMore: (names: string, more: number) => `${names} and ${exact(more)} more`,
};

function engineWords({ table, engine }: { table: string; engine: string }): string {
  return `${table}  ${engine}`;
}

function rowWords({ table, rows }: { table: string; rows: number }): string {
  return `${table}  ${counts.rows(rows)}`;
}

function columnWords({ table, column }: { table: string; column: string }): string {
  return `${table}.${column}`;
}

function keyWords({ table, name, parent }: { table: string; name: string | null; parent: string }): string {
  return `${table} → ${parent}${name === null ? '' : `  ${name}`}`;
}

function triggerWords({ table, trigger, when }: FoundTrigger): string {
  return `${table}  ${trigger}, ${when}`;
}

/** A sample proves no number for the whole. */
function lostWords({ table, column, longestBytes, values, rows, whole }: LostValues): string {
  const all = `${plural(values, 'value')}, the longest ${bytes(longestBytes)}`;
  const seen = `${plural(values, 'value')} of ${exact(rows)} rows looked at, the longest ${bytes(longestBytes)}`;
  return `${table}.${column}  ${whole ? all : seen}`;
}
