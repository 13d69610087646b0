/** The partition clause as the target takes it. */
import { Cursor } from './cursor.ts';
import { Draft, spanText, withoutVersionMarks } from './draft.ts';
import { isSymbol, isWord, type Span, spoken, type Token } from './tokens.ts';
import type { Translation } from './translation.ts';

export interface PartitionScript {
  /** Empty for a table without partitions. */
  readonly sql: string;
  /** `PARTITION BY KEY ()`: rows are spread by the table's key, which must be there with them. */
  readonly byTableKey: boolean;
}

const NOT_PARTITIONED: PartitionScript = { sql: '', byTableKey: false };

/** `engine` is the table's: every partition has to name the same one. */
export function partitionScript(
  translation: Translation,
  marked: readonly Token[],
  engine: string,
): PartitionScript {
  const tokens = withoutVersionMarks(marked);
  const { groups, options } = survey(tokens);
  if (tokens.length === 0) return NOT_PARTITIONED;
  const used = groups.flatMap((group) => translation.namesIn(tokens, group, true));
  const gone = translation.firstGone(used);
  const why =
    gone !== undefined
      ? `it uses column \`${gone}\`, which does not come along`
      : onlyMariadb(translation, tokens);
  if (why !== null) {
    translation.leftBehind(`The table is not partitioned on the target: ${why}.`);
    return NOT_PARTITIONED;
  }
  const draft = new Draft(tokens);
  for (const group of groups) translation.rewrite(draft, tokens, group, true);
  const dropped: string[] = [];
  for (const option of options) {
    if (option.name === 'ENGINE') draft.replaceAt(option.span.last, engine);
    else {
      draft.remove(option.span);
      dropped.push(spanText(tokens, option.span));
    }
  }
  if (dropped.length > 0)
    translation.leftBehind(`Partition options of the source's own disks: ${dropped.join(', ')}.`);
  const byTableKey = groups.some((group) => spanText(tokens, group).replaceAll(/\s/gu, '') === '()');
  return { sql: draft.toString(), byTableKey };
}

interface PartitionOption {
  readonly name: string;
  readonly span: Span;
}

/** The parentheses that hold columns, and the options inside the list of partitions that need a look. */
function survey(tokens: readonly Token[]): { groups: Span[]; options: PartitionOption[] } {
  const groups: Span[] = [];
  const options: PartitionOption[] = [];
  const cursor = new Cursor(tokens);
  while (!cursor.atEnd) {
    if (cursor.isSymbol('(') && isWord(cursor.peek(1), 'PARTITION')) {
      options.push(...partitionOptions(cursor));
      continue;
    }
    const group = cursor.takeGroup();
    if (group) groups.push(group);
    else cursor.take();
  }
  return { groups, options };
}

function partitionOptions(cursor: Cursor): PartitionOption[] {
  const found: PartitionOption[] = [];
  while (!cursor.atEnd) {
    const first = cursor.at;
    const name = spoken(cursor.peek());
    if (cursor.takeWords('DATA', 'DIRECTORY') || cursor.takeWords('INDEX', 'DIRECTORY')) {
      found.push(takeOption(cursor, 'DIRECTORY', first));
    } else if (cursor.isWord('ENGINE', 'TABLESPACE') && isSymbol(cursor.peek(1), '=')) {
      cursor.take();
      found.push(takeOption(cursor, name, first));
    } else cursor.take();
  }
  return found;
}

function takeOption(cursor: Cursor, name: string, first: number): PartitionOption {
  cursor.takeSymbol('=');
  return { name, span: { first, last: cursor.take() } };
}

/** What of MariaDB's partitions MySQL does not have. */
function onlyMariadb({ request: { from, to } }: Translation, tokens: readonly Token[]): string | null {
  if (from.product === to.product || to.product === 'mariadb') return null;
  const words = tokens.filter((token) => token.kind === 'word').map(spoken);
  if (words.includes('SYSTEM_TIME')) return 'partitions by SYSTEM_TIME exist on MariaDB only';
  return words.includes('DEFAULT') ? 'a DEFAULT partition exists on MariaDB only' : null;
}
