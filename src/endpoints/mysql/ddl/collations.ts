/** Collations of one server in terms of another: the same one where there is one, else the nearest. */
import { atLeast, type ServerFacts } from './server-facts.ts';

export interface CollationChoice {
  readonly collation: string;
  readonly charset: string;
  /** Whether values compare by other rules than on the source. Another spelling of one name is no change. */
  readonly changed: boolean;
}

export function charsetOf(collation: string): string {
  return collation.split('_')[0] ?? collation;
}

/** `utf8mb3` and `utf8` name one character set; which name is known depends on the server's age. */
export function sameCharset(left: string, right: string): boolean {
  const oneName = (charset: string): string => (charset === 'utf8' ? 'utf8mb3' : charset);
  return oneName(left) === oneName(right);
}

export function targetCollation(collation: string, to: ServerFacts): CollationChoice {
  const spelling = [
    collation,
    collation.replace(/^utf8mb3_/u, 'utf8_'),
    collation.replace(/^utf8_/u, 'utf8mb3_'),
  ];
  const same = spelling.find((name) => to.collations.has(name));
  if (same !== undefined) return { collation: same, charset: charsetOf(same), changed: false };
  const nearest = candidates(collation, to).find((name) => to.collations.has(name)) ?? lastResort(to);
  return { collation: nearest, charset: charsetOf(nearest), changed: true };
}

/** Every Unicode character there is; servers without it are older than any we meet. */
function lastResort(to: ServerFacts): string {
  return to.defaultCollations.get('utf8mb4') ?? 'utf8mb4_general_ci';
}

/** From the nearest to the farthest. */
function candidates(collation: string, to: ServerFacts): string[] {
  const charset = ownCharset(charsetOf(collation), to);
  const rest = collation.slice(charsetOf(collation).length + 1);
  return [
    ...fromMysql9(charset, rest),
    ...fromUca1400(charset, rest),
    ...fromNoPad(charset, rest),
    ...(rest.endsWith('bin') || rest.endsWith('_cs') ? [`${charset}_bin`] : []),
    `${charset}_unicode_520_ci`,
    `${charset}_unicode_ci`,
    to.defaultCollations.get(charset) ?? '',
  ];
}

function ownCharset(charset: string, to: ServerFacts): string {
  if (to.charsets.has(charset)) return charset;
  const other = charset === 'utf8' ? 'utf8mb3' : charset === 'utf8mb3' ? 'utf8' : '';
  return to.charsets.has(other) ? other : 'utf8mb4';
}

/** MySQL's language codes and MariaDB's words for the same tailoring. */
const LANGUAGES: readonly (readonly [code: string, word: string])[] = [
  ['cs', 'czech'],
  ['da', 'danish'],
  ['de_pb', 'german2'],
  ['eo', 'esperanto'],
  ['es', 'spanish'],
  ['es_trad', 'spanish2'],
  ['et', 'estonian'],
  ['hr', 'croatian'],
  ['hu', 'hungarian'],
  ['is', 'icelandic'],
  ['la', 'roman'],
  ['lt', 'lithuanian'],
  ['lv', 'latvian'],
  ['nb', 'danish'],
  ['nn', 'danish'],
  ['pl', 'polish'],
  ['ro', 'romanian'],
  ['sk', 'slovak'],
  ['sl', 'slovenian'],
  ['sv', 'swedish'],
  ['tr', 'turkish'],
  ['vi', 'vietnamese'],
];

/**
 * `0900` collations do not pad: `'a'` and `'a '` differ. The nearest are those of MariaDB that do not
 * either, since with a padding one two rows could become duplicates of each other.
 */
function fromMysql9(charset: string, rest: string): string[] {
  const parts = /^(?:(\w+?)_)?0900_(?:bin|(a[is])_(c[is])(?:_ks)?)$/u.exec(rest);
  if (!parts) return [];
  const [, code, accents, letters] = parts;
  if (accents === undefined) return [`${charset}_nopad_bin`, `${charset}_bin`];
  const language = LANGUAGES.find((pair) => pair[0] === code)?.[1];
  const exact = accents === 'as' && letters === 'cs';
  return [
    ...(language ? [`${charset}_uca1400_${language}_nopad_${accents}_${letters}`] : []),
    `${charset}_uca1400_nopad_${accents}_${letters}`,
    ...(exact ? [`${charset}_nopad_bin`, `${charset}_bin`] : []),
    ...(language ? [`${charset}_${language}_ci`] : []),
    `${charset}_unicode_520_nopad_ci`,
  ];
}

function fromUca1400(charset: string, rest: string): string[] {
  const parts = /^uca1400_(?:(\w+?)_)?(?:nopad_)?(a[is])_(c[is])$/u.exec(rest);
  if (!parts) return [];
  const [, language, accents, letters] = parts;
  const code = LANGUAGES.find((pair) => pair[1] === language)?.[0];
  const strength = accents === 'ai' && letters === 'ci' ? 'ai_ci' : letters === 'cs' ? 'as_cs' : 'as_ci';
  return [
    ...(code ? [`${charset}_${code}_0900_${strength}`] : []),
    `${charset}_0900_${strength}`,
    ...(strength === 'as_cs' ? [`${charset}_bin`] : []),
    ...(language ? [`${charset}_${language}_ci`] : []),
  ];
}

function fromNoPad(charset: string, rest: string): string[] {
  if (!rest.includes('nopad')) return [];
  const padded = `${charset}_${rest.replace('_nopad', '').replace('nopad_', '')}`;
  if (rest === 'nopad_bin') return [`${charset}_0900_bin`, padded];
  return rest.startsWith('unicode') ? [`${charset}_0900_ai_ci`, padded] : [padded];
}

/** Collation of a character set that is named without one. */
export function defaultCollation(charset: string, from: ServerFacts): string | null {
  const known = from.defaultCollations.get(charset);
  if (known !== undefined) return known;
  if (charset === 'utf8') return from.defaultCollations.get('utf8mb3') ?? 'utf8_general_ci';
  if (charset === 'utf8mb3') return from.defaultCollations.get('utf8') ?? 'utf8mb3_general_ci';
  if (charset === 'utf8mb4')
    return atLeast(from, 'mysql', 8, 0, 1) ? 'utf8mb4_0900_ai_ci' : 'utf8mb4_general_ci';
  return null;
}
