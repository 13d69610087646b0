/** Questions to the person at the terminal. They go to stderr: stdout may be a file of events. */
import { createInterface } from 'node:readline/promises';
import { DmsError } from '../model/errors.ts';

export interface Terminal {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
}

/** The terminal to ask on, or null where nobody can answer: a pipe, a CI job. */
export function terminal(): Terminal | null {
  const { stdin, stderr } = process;
  return stdin.isTTY && stderr.isTTY ? { input: stdin, output: stderr } : null;
}

/** One line as typed. @throws DmsError `interrupted` when the signal stops the wait */
export async function askLine(
  { input, output }: Terminal,
  question: string,
  signal: AbortSignal,
): Promise<string> {
  // Not in terminal mode: the terminal's own line editing keeps Ctrl-C a signal.
  const lines = createInterface({ input, output, terminal: false });
  const ended = new Promise<string>((resolve) => lines.once('close', () => resolve('')));
  try {
    return await Promise.race([lines.question(question, { signal }), ended]);
  } catch (error) {
    if (signal.aborted) throw new DmsError('interrupted', { task: '' });
    throw error;
  } finally {
    lines.close();
  }
}

const PASTE_MARKS = /\x1b\[20[01]~/g;

/**
 * A secret, not shown while it is typed or pasted.
 * @throws DmsError `interrupted` on Ctrl-C, by the signal, or when the terminal goes
 */
export async function askSecret(
  { input, output }: Terminal,
  question: string,
  signal?: AbortSignal,
): Promise<string> {
  // No echo before the question can be seen: what is typed at once must not be shown either.
  input.setRawMode(true);
  input.setEncoding('utf8');
  output.write(question);
  try {
    return await typedSecret(input, signal);
  } finally {
    input.setRawMode(false);
    input.pause();
    output.write('\n');
  }
}

function typedSecret(input: NodeJS.ReadStream, signal?: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    let typed: string[] = [];
    const settle = (end: () => void) => {
      input.off('data', onData);
      input.off('end', interrupt);
      signal?.removeEventListener('abort', interrupt);
      end();
    };
    const interrupt = () => settle(() => reject(new DmsError('interrupted', { task: '' })));
    const onData = (data: string) => {
      for (const character of data.replace(PASTE_MARKS, '')) {
        if (character === '\r' || character === '\n') return settle(() => resolve(typed.join('')));
        // Ctrl-C and Ctrl-D: in raw mode they arrive as characters.
        if (character === '\x03' || character === '\x04') {
          return interrupt();
        }
        if (character === '\x7f' || character === '\b') typed.pop();
        else if (character === '\x15') typed = [];
        else typed.push(character);
      }
    };
    input.on('data', onData);
    input.once('end', interrupt);
    signal?.addEventListener('abort', interrupt, { once: true });
    if (signal?.aborted) interrupt();
    input.resume();
  });
}

/** Up to `count` lines of standard input, without their line breaks; fewer when it ends before. */
export async function firstLines(count: number): Promise<string[]> {
  let text = '';
  process.stdin.setEncoding('utf8');
  for await (const piece of process.stdin) {
    text += piece;
    if (text.split('\n').length > count) break;
  }
  const lines = text.split('\n');
  // The text behind the last line break is a line only when there is something in it.
  if (lines.at(-1) === '') lines.pop();
  return lines.slice(0, count).map((line) => line.replace(/\r$/, ''));
}
