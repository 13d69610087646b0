/**
 * Keeps every statement that a run sends to either side, for whoever wants to see what it does: one JSON object a
 * line in the run folder. What is older than some thousand statements goes.
 */
import { closeSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { maskOf, type Secrets } from '../endpoints/mask-secrets.ts';
import type { StatementListener } from '../endpoints/statements.ts';
import type { EndpointRole } from '../model/hops.ts';
import { hideUrlSecretsIn } from '../model/url-secret.ts';
import { openPrivateLog } from '../store/private-files.ts';

export interface StatementLine {
  readonly v: 1;
  /** Counts statements. One that takes long has two lines: while it runs, and at its end. */
  readonly id: number;
  /** When it was sent; ISO 8601, UTC. */
  readonly time: string;
  readonly side: EndpointRole;
  readonly connection: number | null;
  readonly text: string;
  /** How long it took; null while it runs. */
  readonly ms: number | null;
  readonly rows: number | null;
  readonly error: string | null;
}

export const STATEMENT_FILES = ['statements.1.jsonl', 'statements.jsonl'] as const;

/** Of each of the two files: together what a person can still look through. */
const MOST_BYTES = 4 * 1024 * 1024;
/** A statement with a thousand columns is cut; its beginning says what it is. */
const MOST_CHARACTERS = 4_000;
/** Lines go to the disk together, as often as progress is told. */
const WRITE_MS = 250;
/** A statement that is not over by then is told of while it runs. */
const LONG_MS = 1_000;
/** A password that is a word of a statement must not garble the log, and one so short hides nothing. */
const SHORTEST_SECRET = 4;

interface Running {
  readonly line: StatementLine;
  readonly since: number;
  isTold: boolean;
}

export class StatementLog {
  readonly #folder: string;
  readonly #mask: (text: string) => string;
  readonly #running = new Set<Running>();
  readonly #timer: NodeJS.Timeout;
  #file: number | null;
  #bytes = 0;
  #lines: string[] = [];
  #nextId = 0;

  constructor(folder: string, secrets: Secrets) {
    this.#folder = folder;
    this.#mask = maskOf(secrets, SHORTEST_SECRET);
    this.#file = openPrivateLog(join(folder, STATEMENT_FILES[1]));
    this.#timer = setInterval(() => this.flush(), WRITE_MS);
    this.#timer.unref();
  }

  /** What the endpoint of that side is to tell its statements. */
  of(side: EndpointRole): StatementListener {
    return ({ connection, text }) => {
      const line: StatementLine = {
        v: 1,
        id: this.#nextId++,
        time: new Date().toISOString(),
        side,
        connection,
        text: this.#shown(text),
        ms: null,
        rows: null,
        error: null,
      };
      const running = { line, since: performance.now(), isTold: false };
      this.#running.add(running);
      return ({ rows, error }) => {
        this.#running.delete(running);
        const ms = performance.now() - running.since;
        this.#put({ ...line, ms, rows, error: error === null ? null : this.#shown(error) });
      };
    };
  }

  close(): void {
    clearInterval(this.#timer);
    for (const running of this.#running) this.#put(running.line);
    this.flush();
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
  }

  #shown(text: string): string {
    const cut = text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
    // A table of another engine may have the URL of its server in its definition.
    const bare = cut.includes('://') ? hideUrlSecretsIn(cut) : cut;
    return this.#mask(bare);
  }

  #put(line: StatementLine): void {
    this.#lines.push(`${JSON.stringify(line)}\n`);
  }

  /** Puts on the disk what has come since the last time. */
  flush(): void {
    const now = performance.now();
    for (const running of this.#running) {
      if (running.isTold || now - running.since < LONG_MS) continue;
      running.isTold = true;
      this.#put(running.line);
    }
    if (this.#lines.length === 0 || this.#file === null) return;
    const text = Buffer.from(this.#lines.join(''));
    this.#lines = [];
    try {
      writeSync(this.#file, text);
      this.#bytes += text.length;
      if (this.#bytes > MOST_BYTES) this.#turn();
    } catch {
      // A full disk on this side must not stop a migration: its statements are no longer kept.
      this.#file = null;
    }
  }

  /** Begins a new file; the one before the last goes. */
  #turn(): void {
    const [older, newer] = STATEMENT_FILES.map((name) => join(this.#folder, name)) as [string, string];
    closeSync(this.#file!);
    rmSync(older, { force: true });
    renameSync(newer, older);
    this.#file = openPrivateLog(newer);
    this.#bytes = 0;
  }
}
