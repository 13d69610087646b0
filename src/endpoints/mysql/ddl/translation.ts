/** What all steps of making one table's script share. */
import type { Issue } from '../../../model/errors.ts';
import { type PlannedColumn, showTable } from '../../../model/table.ts';
import { quoteName } from '../sql-text.ts';
import { targetCollation } from './collations.ts';
import type { Draft } from './draft.ts';
import { nameOf } from './key-definition.ts';
import type { LostForeignKey, TableRequest } from './table-script.ts';
import { isSymbol, isWord, type Span, spoken, type Token } from './tokens.ts';

/** Servers compare names of columns without regard to case. */
export function columnId(name: string): string {
  return name.toLowerCase();
}

export class Translation {
  readonly request: TableRequest;
  readonly issues: Issue[] = [];
  readonly lostKeys: LostForeignKey[] = [];
  readonly recoded: { column: string; charset: string }[] = [];
  /** Columns and periods that do not come along. */
  readonly gone = new Set<string>();
  readonly #renamed: ReadonlyMap<string, string>;
  /** What is said alike of several columns, with their names. */
  readonly #shared = new Map<string, string[]>();

  constructor(request: TableRequest) {
    this.request = request;
    this.#renamed = new Map(
      request.plan.columns
        .filter((column) => column.target !== column.source.name)
        .map((column) => [columnId(column.source.name), column.target]),
    );
  }

  translated(detail: string, fix?: string): void {
    this.#note('translated', detail, fix);
  }

  leftBehind(detail: string, fix?: string): Issue {
    return this.#note('left-behind', detail, fix);
  }

  #note(code: 'translated' | 'left-behind', detail: string, fix?: string): Issue {
    const said = this.issues.find((issue) => issue.detail === detail);
    if (said) return said;
    const subject = showTable(this.request.plan.source.name);
    const issue = fix === undefined ? { code, subject, detail } : { code, subject, detail, fix };
    this.issues.push(issue);
    return issue;
  }

  /** As `translated`, once for all that it is true of: a wide table would say it a hundred times. */
  translatedFor(subject: string, detail: string): void {
    this.#shared.set(detail, [...(this.#shared.get(detail) ?? []), subject]);
  }

  /** Everything said, when all is done. */
  allIssues(): Issue[] {
    for (const [detail, subjects] of this.#shared) this.translated(`${detail} (${subjects.join(', ')})`);
    this.#shared.clear();
    return this.issues;
  }

  isGone(name: string): boolean {
    return this.gone.has(columnId(name));
  }

  planned(name: string): PlannedColumn | undefined {
    return this.request.plan.columns.find((column) => columnId(column.source.name) === columnId(name));
  }

  /** The column's name on the target when it has another one there. */
  newName(name: string): string | undefined {
    return this.#renamed.get(columnId(name));
  }

  /** Names that an expression holds; the ones that a bare word may be count as well. */
  namesIn(tokens: readonly Token[], span: Span, bareWords = false): string[] {
    const part = tokens.slice(span.first, span.last + 1);
    return part.flatMap((token, at) => {
      if (token.kind === 'name') return [spoken(token)];
      const bare = bareWords && token.kind === 'word' && !isSymbol(part[at + 1], '(');
      return bare ? [nameOf(token)] : [];
    });
  }

  /** The first of the names whose column does not come along. */
  firstGone(names: readonly string[]): string | undefined {
    return names.find((name) => this.isGone(name));
  }

  /** Puts new names and the target's collations into an expression. */
  rewrite(draft: Draft, tokens: readonly Token[], span: Span, bareWords = false): void {
    for (let at = span.first; at <= span.last; at++) {
      const token = tokens[at]!;
      const bare = bareWords && token.kind === 'word' && !isSymbol(tokens[at + 1], '(');
      if (token.kind === 'name' || bare) {
        const renamed = this.newName(nameOf(token));
        if (renamed !== undefined) draft.replaceAt(at, quoteName(renamed));
      }
      const collationAt = isWord(token, 'COLLATE') ? nextWord(tokens, at) : -1;
      if (collationAt > 0 && collationAt <= span.last) {
        const { collation } = targetCollation(tokens[collationAt]!.text.toLowerCase(), this.request.to);
        if (collation !== tokens[collationAt]!.text.toLowerCase()) draft.replaceAt(collationAt, collation);
      }
    }
  }
}

function nextWord(tokens: readonly Token[], at: number): number {
  return tokens.findIndex((token, place) => place > at && token.kind === 'word');
}
