/** Step: the connection data of both databases, written down in the four-field note. */
import type { ConnectionNote } from '../../world/facts.ts';
import { readSavedNote, saveNote, type WrittenNote } from '../../world/notes.ts';
import type { Missing, NoteField, Seen, Side } from '../facts.ts';
import { type Step, verdict } from '../lesson.ts';

const SIDES: readonly Side[] = ['source', 'target'];

/** Names of this machine, as its own notes may have it. */
const HERE = ['127.0.0.1', 'localhost'];

export const note: Step = {
  id: 'note',
  screen: 'note',
  cards: [],
  needs: [],
  async check({ world }) {
    const missing: Missing[] = [];
    const seen: Seen[] = [];
    for (const side of SIDES) {
      const handedOut = world[side]!.note;
      const written = await readSavedNote(world.home, side);
      const fields = written === null ? [] : wrongFields(written, handedOut);
      if (written === null) missing.push({ what: 'note', side });
      else if (fields.length > 0) missing.push({ what: 'note.fields', side, fields });
      else seen.push({ what: 'note', side, ...shown(handedOut) });
    }
    return verdict(missing, seen);
  },
  async doIt({ world }, report) {
    for (const side of SIDES) {
      const handedOut = world[side]!.note;
      await saveNote(world.home, side, handedOut);
      report.done({ what: 'note', side, ...shown(handedOut) });
    }
  },
};

function wrongFields(written: WrittenNote, handedOut: ConnectionNote): NoteField[] {
  const isRight: Record<NoteField, boolean> = {
    url: written.url !== null && HERE.includes(written.url.trim().toLowerCase()),
    user: written.user?.trim() === handedOut.user,
    password: written.password?.trim() === handedOut.password,
    port: written.port === handedOut.port,
  };
  return (Object.keys(isRight) as NoteField[]).filter((field) => !isRight[field]);
}

function shown({ url, user, port }: ConnectionNote) {
  return { url, user, port };
}
