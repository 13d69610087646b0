/**
 * The notes of a lab: the four fields of each side as the person wrote them down. They are kept in the lab's
 * state folder; passwords go to its keyring.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isObject } from '../../model/document.ts';
import { readNote } from '../../model/endpoint-import/note.ts';
import { keyringSocket } from '../../store/home.ts';
import { socketKeyring } from '../../store/keyring-socket.ts';
import { writePrivateFile } from '../../store/private-files.ts';
import type { ConnectionNote } from './facts.ts';

export type NoteSide = 'source' | 'target';

/** What a note says. A field is null where nothing was written. */
export interface WrittenNote {
  readonly url: string | null;
  readonly user: string | null;
  readonly password: string | null;
  readonly port: number | null;
}

/** Reads what was pasted: a URL, a whole note, a line for each field. Null when it says nothing of this side. */
export function noteFrom(text: string, side: NoteSide): WrittenNote | null {
  const note = readNote(text);
  const found = note[side] ?? note.either;
  return found && { url: found.host, user: found.user, password: found.password, port: found.port };
}

export async function saveNote(home: string, side: NoteSide, note: WrittenNote): Promise<void> {
  const { password, ...open } = note;
  const keyring = socketKeyring(keyringSocket(home));
  if (password === null) await keyring.delete(entryOf(side));
  else await keyring.set(entryOf(side), password);
  const file = fileOf(home);
  writePrivateFile(file, `${JSON.stringify({ ...readFileOf(file), [side]: open }, null, 2)}\n`);
}

/** Null when nothing was noted. */
export async function readSavedNote(home: string, side: NoteSide): Promise<WrittenNote | null> {
  const open = readFileOf(fileOf(home))[side];
  if (!isObject(open)) return null;
  const { url, user, port } = open as unknown as Omit<ConnectionNote, 'password'>;
  const password = await socketKeyring(keyringSocket(home)).get(entryOf(side));
  return { url, user, password, port };
}

function fileOf(home: string): string {
  return join(home, 'notes.json');
}

function entryOf(side: NoteSide): string {
  return `note-${side}`;
}

function readFileOf(file: string): Record<string, unknown> {
  try {
    const notes: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isObject(notes) ? notes : {};
  } catch {
    // Nothing was noted yet, or what is there is no note.
    return {};
  }
}
