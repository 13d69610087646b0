/** How each planned column goes into the column that stands on the target. */
import { DmsError } from '../../model/errors.ts';
import { type Column, showTable, type TablePlan } from '../../model/table.ts';
import { sameCharset } from './ddl/collations.ts';
import type { ServerFacts } from './ddl/server-facts.ts';
import { quoteName } from './sql-text.ts';

/** A planned column beside the one on the target. */
export interface ColumnFit {
  readonly name: string;
  /** SQL around the incoming bytes; null where the bytes are the value. */
  readonly conversion: ((bytes: string) => string) | null;
  /** Whether the text is stored in the same character set on both sides. */
  readonly sameText: boolean;
  readonly sameCollation: boolean;
}

export function fitColumns(table: TablePlan, columns: readonly Column[], to: ServerFacts): ColumnFit[] {
  return table.columns.map((planned) => {
    const target = columns.find((column) => column.name.toLowerCase() === planned.target.toLowerCase());
    const sameText = isSameCharset(planned.source.charset, target?.charset ?? null);
    return {
      name: planned.target,
      conversion: conversion(planned.source, target, sameText, to),
      sameText,
      sameCollation: isSameCollation(planned.source.collation, target?.collation ?? null),
    };
  });
}

function conversion(
  source: Column,
  target: Column | undefined,
  sameText: boolean,
  to: ServerFacts,
): ColumnFit['conversion'] {
  if (source.kind === 'json' || target?.kind === 'json') {
    // MySQL takes JSON only as text that says it is UTF-8 (error 3144).
    return (bytes) => `CONVERT(${bytes} USING utf8mb4)`;
  }
  if (target?.kind === 'uuid' || target?.kind === 'inet') {
    // As bytes these would be read as their 16-byte form; as text they are what the source printed.
    return (bytes) => `CONVERT(${bytes} USING latin1)`;
  }
  if (source.charset && target?.charset && !sameText) {
    const charset = source.charset === 'utf8mb3' && !to.charsets.has('utf8mb3') ? 'utf8' : source.charset;
    return (bytes) => `CONVERT(${bytes} USING ${charset})`;
  }
  return null;
}

function knowsCharset(facts: ServerFacts, charset: string): boolean {
  return [...facts.charsets].some((known) => sameCharset(known, charset));
}

/** @throws DmsError `target.unfit` for text that the target could not even be told how to read */
export function refuseUnknownCharsets(table: TablePlan, to: ServerFacts): void {
  const problems = table.columns.flatMap(({ source }) =>
    source.charset === null || knowsCharset(to, source.charset)
      ? []
      : [`the target does not know the character set ${source.charset} of column ${source.name}`],
  );
  if (problems.length > 0) throw new DmsError('target.unfit', { table: showTable(table.target), problems });
}

/** `LOAD DATA`'s list of fields and its SET clause. */
export function loadFields(fits: readonly ColumnFit[]): string {
  const fields = fits.map((fit, index) => (fit.conversion ? `@f${index}` : quoteName(fit.name)));
  const sets = fits.flatMap((fit, index) =>
    fit.conversion ? [`${quoteName(fit.name)} = ${fit.conversion(`@f${index}`)}`] : [],
  );
  return `(${fields.join(', ')})${sets.length === 0 ? '' : ` SET ${sets.join(', ')}`}`;
}

function isSameCharset(source: string | null, target: string | null): boolean {
  return source === target || (source !== null && target !== null && sameCharset(source, target));
}

function isSameCollation(source: string | null, target: string | null): boolean {
  const plain = (name: string | null) => name?.replace(/^utf8_/, 'utf8mb3_') ?? null;
  return plain(source) === plain(target);
}
