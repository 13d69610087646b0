/** A saved task between test servers, and ways to follow it in its own process. */
import { onTestFinished } from 'vitest';
import { passwordOnly } from '../../../src/endpoints/contract.ts';
import { type Attachment, type AttachmentEnd, attach } from '../../../src/host/attach.ts';
import { type Started, type StartRequest, startTask } from '../../../src/host/start-task.ts';
import type { DmsEvent } from '../../../src/model/events.ts';
import type { Driver, Role } from '../../../src/model/run-commands.ts';
import { findTask, saveTask } from '../../../src/store/tasks.ts';
import { selection } from '../../engine/copying.ts';
import type { TestServer } from '../../support/servers.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

export interface SavedWorld {
  readonly state: string;
  readonly task: string;
  start(more?: Partial<StartRequest>): Promise<Started>;
  attach(options?: Parameters<typeof attach>[4]): Promise<Follower>;
  /** Puts other parts into its document. */
  change(parts: object): Promise<void>;
}

/** One schema of the source to a server, or to the URL of a folder. */
export async function savedWorld(
  source: TestServer,
  schema: string,
  target: TestServer | string,
  more: { readonly taskSettings?: object; readonly local?: object } = {},
): Promise<SavedWorld> {
  const state = temporaryFolder();
  const task = 'dees-copy';
  await saveTask(state, {
    task,
    source: { url: source.url() },
    target: { url: typeof target === 'string' ? target : target.url() },
    tableMappings: { rules: [selection(schema, '%')] },
    ...more,
  });
  const secrets = {
    source: passwordOnly(source.password),
    target: passwordOnly(typeof target === 'string' ? null : target.password),
  };
  return {
    state,
    task,
    async start(changes) {
      const request: StartRequest = {
        stateFolder: state,
        taskId: task,
        mode: 'start',
        secrets,
        confirmed: false,
      };
      const started = await startTask({ ...request, ...changes });
      onTestFinished(() => killIfThere(started.pid));
      return started;
    },
    attach: (options) => Follower.of(state, task, options),
    async change(parts) {
      const before = findTask(state, task);
      await saveTask(state, { ...before.document, ...parts }, before);
    },
  };
}

/** What one client was told. */
export class Follower {
  readonly events: DmsEvent[] = [];
  readonly drivers: [Driver | null, Role][] = [];
  /** How many events told the present; null until it was told. */
  presentAt: number | null = null;
  end: AttachmentEnd | null = null;
  attachment!: Attachment;
  #wake: () => void = () => {};

  static async of(state: string, task: string, options?: Parameters<typeof attach>[4]): Promise<Follower> {
    const follower = new Follower();
    const leaving = new AbortController();
    onTestFinished(() => leaving.abort());
    const told = (work: () => void) => {
      work();
      follower.#wake();
    };
    follower.attachment = await attach(
      state,
      task,
      {
        onEvent: (event) => told(() => follower.events.push(event)),
        onPresent: () =>
          told(() => {
            follower.presentAt = follower.events.length;
          }),
        onDriver: (driver, role) => told(() => follower.drivers.push([driver, role])),
        onEnd: (end) =>
          told(() => {
            follower.end = end;
          }),
      },
      leaving.signal,
      options,
    );
    return follower;
  }

  /** Resolves when `fits` gives something; it is asked again with each thing that is told. */
  async until<T>(fits: () => T | null | undefined | false): Promise<T> {
    for (;;) {
      const found = fits();
      if (found) return found;
      if (this.end !== null) throw new Error(`it ended before: ${JSON.stringify(this.end)}`);
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  untilEvent<Type extends DmsEvent['type']>(
    type: Type,
    fits: (event: Extract<DmsEvent, { type: Type }>) => boolean = () => true,
  ): Promise<Extract<DmsEvent, { type: Type }>> {
    const isIt = (event: DmsEvent): event is Extract<DmsEvent, { type: Type }> =>
      event.type === type && fits(event as Extract<DmsEvent, { type: Type }>);
    return this.until(() => this.events.find(isIt));
  }

  async untilEnd(): Promise<AttachmentEnd> {
    while (this.end === null) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.end;
  }
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
