/** Default values: what each product takes as a literal, as an expression, and not at all. */
import { attribute, type ColumnDefinition } from './column-definition.ts';
import { type Draft, spanText } from './draft.ts';
import { refusedFunction } from './functions.ts';
import { atLeast } from './server-facts.ts';
import { isSymbol, isWord, type Span, type Token } from './tokens.ts';
import type { Translation } from './translation.ts';

const NO_LITERAL =
  /^(?:(?:tiny|medium|long)?(?:blob|text)|json|vector|geom\w*|point|linestring|polygon|multi\w+)$/u;
const NOW = /^(?:current_timestamp|now|localtime|localtimestamp)(?:\((\d*)\))?$/iu;

export function translateDefault(
  translation: Translation,
  column: ColumnDefinition,
  type: string,
  draft: Draft,
): void {
  const found = attribute(column, 'default');
  if (!found) return;
  const { tokens } = column;
  const { from, to } = translation.request;
  const text = spanText(tokens, found.value);
  const leaveOut = (why: string): void => {
    draft.remove(found.span);
    translation.leftBehind(`Column \`${column.name}\`: DEFAULT ${text} ${why}.`);
  };
  if (isLostText(translation, column, text)) {
    leaveOut('holds bytes that the source does not show as they are; it is left out');
    return;
  }
  const gone = translation.firstGone(translation.namesIn(tokens, found.value));
  if (gone !== undefined) {
    leaveOut(`uses column \`${gone}\`, which does not come along; it is left out`);
    return;
  }
  const refused = refusedFunction(tokens, found.value, 'default', from, to);
  if (refused !== null) {
    leaveOut(`uses ${refused}, which the target does not have; it is left out`);
    return;
  }
  if (to.product === 'mysql' && !isPlainForMysql(column, type, tokens, found.value)) {
    if (!atLeast(to, 'mysql', 8, 0, 13)) {
      leaveOut('is no literal the target takes as a default; it is left out');
      return;
    }
    if (!isSymbol(tokens[found.value.first], '(')) {
      draft.insertBefore(found.value.first, '(');
      draft.insertAfter(found.value.last, ')');
    }
  }
  translation.rewrite(draft, tokens, found.value);
}

/** See `exact-defaults.ts`, which leaves nothing of this kind. */
function isLostText({ request: { from } }: Translation, column: ColumnDefinition, text: string): boolean {
  return from.product === 'mariadb' && mayBeLost(column, text);
}

/** Whether a default printed by MariaDB may not be what it is. */
export function mayBeLost(column: ColumnDefinition, text: string): boolean {
  return /^(?:var)?binary$/u.test(column.type) && text.startsWith("'") && /[?\u0080-\uffff]/u.test(text);
}

/** Whether MySQL takes the value without parentheses. */
function isPlainForMysql(
  column: ColumnDefinition,
  type: string,
  tokens: readonly Token[],
  value: Span,
): boolean {
  const text = spanText(tokens, value);
  if (isWord(tokens[value.first], 'NULL')) return true;
  const now = NOW.exec(text);
  if (now) return /^(?:datetime|timestamp)$/u.test(type) && Number(now[1] ?? 0) === fraction(column);
  return isLiteral(tokens, value) && !NO_LITERAL.test(type);
}

function isLiteral(tokens: readonly Token[], { first, last }: Span): boolean {
  const part = tokens.slice(first, last + 1);
  const signed = isSymbol(part[0], '-') || isSymbol(part[0], '+');
  if (part.length === (signed ? 2 : 1)) {
    const only = part.at(-1);
    return only?.kind === 'text' || only?.kind === 'number' || isWord(only, 'TRUE', 'FALSE');
  }
  return part.length === 2 && part[0]?.kind === 'word' && part[1]?.kind === 'text';
}

/** Digits of a second's fraction: `datetime(3)`. */
function fraction(column: ColumnDefinition): number {
  const digits = /\((\d+)\)/u.exec(spanText(column.tokens, column.typeSpan));
  return Number(digits?.[1] ?? 0);
}
