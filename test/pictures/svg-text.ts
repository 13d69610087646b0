/** What can be read in a picture, row by row, without what every run has of its own: times, sizes, ports, paths. */

const ENTITIES: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };

export function pictureText(svg: string): string[] {
  const rows = new Map<number, { x: number; text: string }[]>();
  for (const [, x, y, text] of svg.matchAll(/<text x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]*)<\/text>/g)) {
    const row = rows.get(Number(y)) ?? [];
    rows.set(Number(y), row);
    row.push({ x: Number(x), text: text!.replace(/&(?:lt|gt|amp);/g, (entity) => ENTITIES[entity]!) });
  }
  return [...rows]
    .toSorted(([one], [other]) => one - other)
    .map(([, words]) => lasting(words.toSorted((a, b) => a.x - b.x).map(({ text }) => text)))
    .filter((row) => row !== '');
}

const UNIT = /^(?:k|M|G|B|kB|MB|GB|ms|s|min|h|%)(?:\/s)?,?$/;

function lasting(words: readonly string[]): string {
  return words
    .map((word) => word.trim())
    .filter((word) => word !== '' && !UNIT.test(word))
    .map((word) => (/^[~(]?\//.test(word) || word.includes('…') ? '#' : word.replace(/~?\d[\d.,:/-]*/g, '#')))
    .join(' ')
    .replace(/(?:# ?)+/g, '# ')
    .trim();
}
