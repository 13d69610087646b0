import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { Clients } from '../../src/host/control/clients.ts';
import { PROTOCOL_VERSION, type ServerLine } from '../../src/host/control/protocol.ts';
import { type DmsEvent, EVENT_VERSION, type EventBody } from '../../src/model/events.ts';
import { progress, table } from '../cli/support/recorded-run.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { eventually } from '../support/waiting.ts';

const MB = 1024 * 1024;

/** A run that tells what a test wants, with clients over true sockets. */
class Ground {
  readonly clients = new Clients('token', () => ({ result: 'done' }), { askMs: 20, absentMs: 200 });
  readonly place = join(temporaryFolder(), 'socket');
  #seq = 0;

  async listen(): Promise<this> {
    const server = createServer((socket) => this.clients.welcome(socket));
    server.listen(this.place);
    await once(server, 'listening');
    onTestFinished(() => {
      server.close();
    });
    return this;
  }

  tell(body: EventBody): DmsEvent {
    const head = {
      v: EVENT_VERSION,
      seq: this.#seq++,
      runId: 'run',
      time: '2026-11-25T00:00:00.000Z',
      atMs: 0,
    } as const;
    const event = { ...head, ...body };
    this.clients.publish(event);
    return event;
  }

  /** A client that has said hello; it reads when the test says so. */
  async client(): Promise<Reader> {
    const socket = connect(this.place);
    onTestFinished(() => {
      socket.destroy();
    });
    await once(socket, 'connect');
    const hello = {
      v: PROTOCOL_VERSION,
      type: 'hello',
      token: 'token',
      pid: 1,
      doing: 'test',
      wish: 'drive',
    };
    socket.write(`${JSON.stringify(hello)}\n`);
    return new Reader(socket);
  }
}

class Reader {
  readonly said: ServerLine[] = [];
  readonly socket: Socket;
  isClosed = false;
  answersPings = true;

  constructor(socket: Socket) {
    this.socket = socket;
    socket.on('error', () => {});
    socket.on('close', () => {
      this.isClosed = true;
    });
  }

  read(): this {
    createInterface(this.socket).on('line', (line) => {
      const said = JSON.parse(line) as ServerLine;
      this.said.push(said);
      if (said.type === 'ping' && this.answersPings) this.socket.write('{"type":"pong"}\n');
    });
    return this;
  }

  async command(id: number): Promise<ServerLine> {
    this.socket.write(`${JSON.stringify({ type: 'command', id, command: { type: 'pause' } })}\n`);
    return await eventually(() => {
      const answer = this.said.find((said) => said.type === 'answer' && said.id === id);
      if (!answer) throw new Error('no answer yet');
      return answer;
    });
  }
}

const told = (reader: Reader, type: DmsEvent['type']) =>
  reader.said.flatMap((said) => (said.type === 'event' && said.event.type === type ? [said.event] : []));

test('a client that does not read costs neither time nor memory, and has missed nothing when it does', async () => {
  const ground = await new Ground().listen();
  const sleeper = await ground.client();
  sleeper.socket.pause();
  await pause(50);
  const word = 'x'.repeat(2_000);
  global.gc?.();
  const before = process.memoryUsage();
  const started = performance.now();
  // A week of it, at four a second and two kilobytes each, would be gigabytes.
  const many = 300_000;
  for (let count = 0; count < many; count++) {
    const stalled = [`${word}${count}`];
    const tables = [table(`dees.t${count % 20}`, { rows: count })];
    ground.tell(progress({ rows: count, stalled, tables }));
    if (count % 1_000 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  const perEventMs = (performance.now() - started) / many;
  expect(perEventMs).toBeLessThan(0.1);
  expect(process.memoryUsage().rss - before.rss).toBeLessThan(150 * MB);
  expect(sleeper.isClosed).toBe(false);
  sleeper.read();
  const newest = await eventually(() => {
    const last = told(sleeper, 'progress').at(-1);
    expect(last).toMatchObject({ seq: many - 1 });
    return last!;
  });
  expect(told(sleeper, 'progress').length).toBeLessThan(500);
  // What the left-out ones said of tables is in it.
  const rows = newest.type === 'progress' && newest.progress.tables.map((one) => [one.source, one.rows]);
  expect(rows).toHaveLength(20);
  expect(Object.fromEntries(rows as [string, number][])).toMatchObject({
    'dees.t19': many - 1,
    'dees.t0': many - 20,
  });
});

test('a client that falls too far behind is let go, others are not, and it may come again', async () => {
  const ground = await new Ground().listen();
  const sleeper = await ground.client();
  sleeper.socket.pause();
  const awake = (await ground.client()).read();
  await eventually(() => expect(awake.said.some(({ type }) => type === 'present')).toBe(true));
  const names = Array.from({ length: 12_000 }, (_, index) => `dees.table_${index}_${'x'.repeat(60)}`);
  for (const [index, name] of names.entries()) {
    ground.tell({ type: 'table.state', table: table(name) });
    if (index % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  await eventually(() => expect(told(awake, 'table.state')).toHaveLength(names.length));
  sleeper.socket.resume();
  await eventually(() => expect(sleeper.isClosed).toBe(true));
  expect(awake.isClosed).toBe(false);
  const again = (await ground.client()).read();
  await eventually(() => expect(again.said.some(({ type }) => type === 'present')).toBe(true));
  expect(told(again, 'table.state')).toHaveLength(names.length);
});

test('a driver that does not answer is not there: the next who asks drives, and the first is told', async () => {
  const ground = await new Ground().listen();
  const first = (await ground.client()).read();
  await eventually(() => expect(first.said[0]).toMatchObject({ type: 'welcome', role: 'driver' }));
  const second = (await ground.client()).read();
  await eventually(() => expect(second.said[0]).toMatchObject({ type: 'welcome', role: 'watcher' }));
  await pause(400);
  expect(await second.command(1)).toMatchObject({ answer: { result: 'busy', doing: 'test' } });
  first.answersPings = false;
  await pause(400);
  expect(await second.command(2)).toMatchObject({ answer: { result: 'done' } });
  await eventually(() =>
    expect(first.said).toContainEqual(expect.objectContaining({ type: 'drive', role: 'watcher' })),
  );
});

test('who has not the token of the task, or speaks otherwise, is told nothing', async () => {
  const ground = await new Ground().listen();
  ground.tell({ type: 'table.state', table: table('dees.secret') });
  const good = { v: PROTOCOL_VERSION, type: 'hello', token: 'token', pid: 1, doing: 'test', wish: 'drive' };
  for (const line of [
    JSON.stringify({ ...good, token: 'guess' }),
    JSON.stringify({ type: 'command', id: 1, command: { type: 'stop' } }),
    'GET / HTTP/1.1',
    'x'.repeat(100_000),
  ]) {
    const stranger = new Reader(connect(ground.place));
    stranger.read().socket.write(`${line}\n`);
    await eventually(() => expect(stranger.isClosed).toBe(true));
    expect(stranger.said).toEqual([]);
  }
  const older = new Reader(connect(ground.place)).read();
  older.socket.write(`${JSON.stringify({ ...good, v: PROTOCOL_VERSION + 1 })}\n`);
  await eventually(() => expect(older.isClosed).toBe(true));
  expect(older.said).toEqual([{ type: 'bye', why: 'version' }]);
});
