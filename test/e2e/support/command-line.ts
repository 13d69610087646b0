/** The program run by its command line against test servers, and what may not have changed by it. */
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { type Ended, runBin } from '../../cli/support/run-bin.ts';
import { checksumTables } from '../../support/checksum.ts';
import type { TestServer } from '../../support/servers.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** A server, its URL with changes, or the URL of a file target. */
export interface End {
  readonly url: string;
  readonly password?: string;
}

export function end(server: TestServer, schema?: string): End {
  return { url: server.url(schema), password: server.password };
}

export interface Said extends Ended {
  /** Everything said, as one text without line ends inside sentences. */
  readonly text: string;
}

/** Its ledger is kept in a schema of its own, so that nothing is there unless this run made it. */
export class CommandLine {
  readonly home = temporaryFolder();
  readonly controlSchema = `control_${randomBytes(4).toString('hex')}`;

  /** A JSON file by its name. */
  file(name: string, document: unknown): string {
    const path = join(this.home, name);
    writeFileSync(path, typeof document === 'string' ? document : JSON.stringify(document));
    return path;
  }

  /** A file of task settings with the ledger's own schema in it. */
  settings(more: object = {}): string {
    return this.file('settings.json', {
      ControlTablesSettings: { ControlSchema: this.controlSchema },
      ...more,
    });
  }

  async copy(source: End, target: End, ...words: string[]): Promise<Said> {
    const own = words.includes('--task-settings') ? [] : ['--task-settings', this.settings()];
    return await this.run(['copy', source.url, target.url, '--plain', ...own, ...words], source, target);
  }

  /** No password may be in what is said, whatever went wrong. */
  async run(
    words: readonly string[],
    source?: End,
    target?: End,
    environment: NodeJS.ProcessEnv = {},
  ): Promise<Said> {
    const ended = await runBin(words, {
      environment: {
        DMS_TUI_HOME: this.home,
        ...(source?.password !== undefined && { DMS_TUI_SOURCE_PASSWORD: source.password }),
        ...(target?.password !== undefined && { DMS_TUI_TARGET_PASSWORD: target.password }),
        ...environment,
      },
    });
    const text = `${ended.out}\n${ended.err}`;
    for (const { password } of [source, target].filter((side) => side !== undefined)) {
      if (password) expect(text).not.toContain(password);
    }
    return { ...ended, text };
  }

  /** What a refused run must leave as it was: the tables of a schema, and no ledger. */
  async stateOf(target: TestServer, schema: string): Promise<unknown> {
    const schemas = await target.query('SHOW SCHEMAS LIKE ?', [this.controlSchema]);
    return { ledger: schemas.length, tables: await checksumTables(target, schema) };
  }
}
