/** The lines of a note as somebody sees them. */

/** A whole file that was pasted by mistake must not make a person wait. */
const LONGEST_NOTE = 64 * 1024;
const MOST_LINES = 400;
/** Longer than any line that means something. */
const LONGEST_LINE = 4_000;

/** Without what nobody sees, and with the blanks that are typed in English. */
export function linesOf(text: string): string[] {
  const written = text
    .slice(0, LONGEST_NOTE)
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g, '')
    .replace(/[\u00a0\u2000-\u200a\u202f\u3000]/g, ' ')
    .replace(/\r\n|[\r\u2028\u2029]/g, '\n')
    .split('\n', MOST_LINES)
    .map((line) => line.slice(0, LONGEST_LINE).trim());
  const lines = commandsWhole(written).map(withoutDefine);
  // One comma may be the end of a password; several are those of a list.
  const isList = lines.filter((line) => /[,;]$/.test(line)).length > 1;
  return isList ? lines.map((line) => line.replace(/[,;]$/, '')) : lines;
}

/** A shell goes on with the next line behind a backslash, which may be the end of a password elsewhere. */
function commandsWhole(lines: readonly string[]): string[] {
  const whole: string[] = [];
  let isOpen = false;
  for (const line of lines) {
    if (isOpen) whole.push(`${whole.pop()!.slice(0, -1)} ${line}`.slice(0, LONGEST_LINE));
    else whole.push(line);
    const last = whole.at(-1)!;
    isOpen = last.endsWith('\\') && /(?:mysql|mariadb|mycli)[\w-]{0,20}(?:\.exe)?\s/i.test(last);
  }
  return whole;
}

/** `define('DB_HOST', 'db1');` of a program in PHP says `DB_HOST = 'db1'`. */
function withoutDefine(line: string): string {
  const [, , name, value] = /^define\(\s*(["'])(\w+)\1\s*,\s*(["'].*["'])\s*\);?/.exec(line) ?? [];
  return name === undefined ? line : `${name} = ${value}`;
}

/** Without `- `, `• `, `1. `, `2) `, `> `, `| ` and the marks of a Markdown heading in front. */
export function withoutBullet(line: string): string {
  return line.replace(/^(?:[-*•·▪◦‣●○■□▶>|#]+\s+|[•·▪◦‣●○■□▶|]+|\(?\d{1,2}[.)]\s+|\[[ x]\]\s+){1,4}/i, '');
}
