/** The bytes a terminal sends for a key. */

const BYTES: Readonly<Record<string, string>> = {
  enter: '\r',
  escape: '\x1b',
  tab: '\t',
  'shift+tab': '\x1b[Z',
  space: ' ',
  backspace: '\x7f',
  delete: '\x1b[3~',
  up: '\x1b[A',
  down: '\x1b[B',
  right: '\x1b[C',
  left: '\x1b[D',
  home: '\x1b[H',
  end: '\x1b[F',
  pageup: '\x1b[5~',
  pagedown: '\x1b[6~',
};

export function bytesOfKey(key: string): string {
  const bytes = BYTES[key];
  if (bytes !== undefined) return bytes;
  const [, letter] = /^ctrl\+([a-z])$/.exec(key) ?? [];
  if (letter !== undefined) return String.fromCharCode(letter.charCodeAt(0) - 96);
  const [, alt] = /^alt\+(.)$/.exec(key) ?? [];
  if (alt !== undefined) return `\x1b${alt}`;
  if (key.length > 1) throw new Error(`no bytes are known for the key ${key}`);
  return key;
}
