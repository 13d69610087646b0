/** How many cells a character takes on the terminals of today, in the form that the terminal model asks for. */
import stringWidth from 'string-width';

type Width = 0 | 1 | 2;

function widthOf(codepoint: number): Width {
  return Math.min(2, stringWidth(String.fromCodePoint(codepoint))) as Width;
}

export const TODAY = {
  version: 'today',
  wcwidth: widthOf,
  /** Bit 0: it joins the character before; bits 1 and 2: the cells of both together. */
  charProperties(codepoint: number, before: number): number {
    const width = widthOf(codepoint);
    const widthBefore = (before >> 1) & 3;
    const joins = width === 0 && widthBefore > 0;
    return ((joins ? widthBefore : width) << 1) | (joins ? 1 : 0);
  },
};
