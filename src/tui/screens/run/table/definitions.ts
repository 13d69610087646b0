/** The definition of a table on both sides, as text to read. */
import { printable } from '../../../layout/text.ts';
import { words } from '../../../text/words.ts';
import type { Paragraph } from '../../../widgets/paper.ts';
import type { Definitions } from './table-state.ts';

const known = new WeakMap<Definitions, readonly Paragraph[]>();

export function definitionParagraphs(
  definitions: Definitions,
  source: string,
  target: string,
): readonly Paragraph[] {
  const before = known.get(definitions);
  if (before !== undefined) return before;
  const paragraphs = [
    ...side('source', source, definitions.source),
    { text: '' },
    ...side('target', target, definitions.target),
  ];
  known.set(definitions, paragraphs);
  return paragraphs;
}

function side(role: 'source' | 'target', table: string, definition: string | null): Paragraph[] {
  const says = words().runScreen.definition;
  const title: Paragraph = { text: printable(says.title[role](table)), style: 'bold' };
  if (definition === null) return [title, { text: says.none, style: 'dim', indent: 2 }];
  return [title, ...definition.split('\n').map(lineOf)];
}

function lineOf(line: string): Paragraph {
  const text = line.trimStart();
  return { text: printable(text), indent: 2 + line.length - text.length };
}
