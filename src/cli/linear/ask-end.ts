/** Asks for one end until it works: a URL, the id of a saved endpoint, or a whole note, tested hop by hop. */
import type { EndpointSecrets } from '../../endpoints/contract.ts';
import { testConnections } from '../../host/test-connections.ts';
import { NO_REFERENCES, type SecretReferences } from '../../model/endpoint.ts';
import { type NotedEndpoint, readNote } from '../../model/endpoint-import/note.ts';
import { type EndpointAddress, showAddress } from '../../model/endpoint-url.ts';
import { DmsError, errorRecord, type Issue } from '../../model/errors.ts';
import type { EndpointRole } from '../../model/hops.ts';
import { DEFAULT_CONTROL_SCHEMA } from '../../model/task-settings.ts';
import { type AskPerson, findSecrets } from '../../store/find-secrets.ts';
import { homeFolder } from '../../store/home.ts';
import { printable } from '../../tui/layout/text.ts';
import { errorBlock, issueLine } from '../../tui/lines/run-lines.ts';
import { wordError } from '../../tui/text/errors.ts';
import { words } from '../../tui/text/words.ts';
import type { Look } from '../../tui/theme/look.ts';
import { endpointOf } from '../endpoint-word.ts';
import { wayReporter } from '../reporters/way.ts';
import type { Lines } from './lines.ts';

/** An end that works. */
export interface LinearEnd {
  /** As a command names it: the id of a saved one, or the URL without its password. */
  readonly word: string;
  readonly address: EndpointAddress;
  readonly secrets: EndpointSecrets;
  readonly references: SecretReferences;
}

export interface Asked {
  readonly end: LinearEnd;
  /** What the same note said of the other end; null for nothing. */
  readonly other: NotedEndpoint | null;
}

type Described = Omit<LinearEnd, 'secrets'> & { readonly id: string | null };

/** `noted` is what an earlier note said of it: it need not be written again. */
export async function askEnd(
  role: EndpointRole,
  noted: NotedEndpoint | null,
  lines: Lines,
  look: Look,
  signal: AbortSignal,
): Promise<Asked> {
  const says = words().linear;
  let kept = noted?.url === null ? null : noted;
  for (;;) {
    const question = kept === null ? says.end[role] : says.endNoted(role, printable(kept.url!));
    const written = await lines.askNote(question, () => lines.say(says.noteEnds));
    try {
      const read =
        written.join('').trim() === '' && kept !== null
          ? await ofNote(kept, role, null)
          : await described(written, role, lines);
      if (read === null) continue;
      for (const warning of read.warnings) lines.say(issueLine(warning));
      const secrets = await findSecrets({ role, ...read.end }, askPerson(lines));
      if (await works({ role, id: read.end.id, address: read.end.address, secrets }, lines, look, signal)) {
        const { id: _, ...end } = read.end;
        return { end: { ...end, secrets }, other: read.other };
      }
    } catch (error) {
      if (signal.aborted || !(error instanceof DmsError) || error.is('interrupted')) throw error;
      for (const line of errorBlock(errorRecord(error), null, look)) lines.say(line);
    }
    kept = null;
    lines.say(says.again[role]);
  }
}

interface Read {
  readonly end: Described;
  readonly other: NotedEndpoint | null;
  readonly warnings: readonly Issue[];
}

/** Null when nothing was written, or a note that does not say enough: then that was told. */
async function described(written: readonly string[], role: EndpointRole, lines: Lines): Promise<Read | null> {
  const [first = '', ...more] = written;
  if (written.join('').trim() === '') return null;
  if (more.length === 0) return await ofWord(first.trim(), role, lines);
  const note = readNote(written.join('\n'));
  const noted = note[role] ?? note.either;
  const other = note[role === 'source' ? 'target' : 'source'];
  if (noted === null || noted.url === null) {
    lines.say(words().linear.noteMisses(noted?.missing ?? ['host', 'user']));
    return null;
  }
  const read = await ofNote(noted, role, other);
  // Little of a note is shown while it is written.
  lines.say(words().linear.readAs(printable(read.end.word), noted.password !== null));
  return read;
}

async function ofWord(word: string, role: EndpointRole, lines: Lines): Promise<Read> {
  const { address, saved, warnings } = await endpointOf(word, role);
  const named = saved?.id ?? showAddress(withoutPassword(address));
  const hasPassword = address.engine === 'mysql' && address.password !== null;
  // What stands behind a colon was not shown.
  if (saved === null) lines.say(words().linear.readAs(printable(named), hasPassword));
  const end = { id: saved?.id ?? null, word: named, address, references: saved ?? NO_REFERENCES };
  return { end, other: null, warnings };
}

async function ofUrl(url: string, role: EndpointRole, password: string | null): Promise<Described> {
  const { address } = await endpointOf(url, role);
  const own = address.engine === 'mysql' && password !== null ? { ...address, password } : address;
  return { id: null, word: showAddress(withoutPassword(address)), address: own, references: NO_REFERENCES };
}

async function ofNote(
  { url, password }: NotedEndpoint,
  role: EndpointRole,
  other: NotedEndpoint | null,
): Promise<Read> {
  return { end: await ofUrl(url!, role, password), other, warnings: [] };
}

function withoutPassword(address: EndpointAddress): EndpointAddress {
  return address.engine === 'mysql' ? { ...address, password: null } : address;
}

function askPerson(lines: Lines): AskPerson {
  return async ({ use, user, role, where, because }) => {
    if (because !== null) lines.say(printable(wordError(because).what));
    const { questions } = words();
    const question = use === 'password' ? questions.password : questions.bastionSecret;
    return await lines.secret(question(user, role, where));
  };
}

async function works(
  end: { role: EndpointRole; id: string | null; address: EndpointAddress; secrets: EndpointSecrets },
  lines: Lines,
  look: Look,
  signal: AbortSignal,
): Promise<boolean> {
  lines.say();
  const reporter = wayReporter([end], look, null, (line) => lines.say(line));
  const request = {
    controlSchema: DEFAULT_CONTROL_SCHEMA,
    measure: false,
    stateFolder: homeFolder(),
    instance: null,
  };
  for await (const event of testConnections([end], request, signal)) reporter.event(event);
  return reporter.finish();
}
