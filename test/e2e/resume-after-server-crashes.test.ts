/** A server that dies in the midst of a run, on private servers. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LabServer } from '../../src/lab/servers/lab-server.ts';
import { startMariadb } from '../../src/lab/servers/mariadb.ts';
import { startMysql } from '../../src/lab/servers/mysql.ts';
import type { DmsEvent } from '../../src/model/events.ts';
import { describeMysql, mariadb } from '../support/servers.ts';
import { expectProved } from './support/haul.ts';
import { type Numbers, numbers } from './support/numbers.ts';
import { failure, finish } from './support/product.ts';

interface Crash {
  readonly dies: LabServer;
  readonly numbers: Numbers;
}

let source: LabServer;
let target: LabServer;

beforeAll(async () => {
  // The first to ask for a server has it installed where it is missing.
  await mariadb('a');
  [source, target] = await Promise.all([startMariadb(), startMariadb()]);
});

afterAll(async () => {
  await Promise.all([source, target].map((server) => server?.stop()));
});

let worlds = 0;

async function world(from: LabServer, to: LabServer, errorBehavior?: object): Promise<Numbers> {
  const name = `world_${worlds++}`;
  for (const server of [from, to]) await server.query(`CREATE SCHEMA ${name}`);
  return await numbers(from, name, to, name, errorBehavior);
}

const NO_TRIES = { RecoverableErrorCount: 0 };

/** The run fails, does so again while the server is away, and goes on when it is back. */
async function survives({ dies, numbers: { task, gate, arrived } }: Crash): Promise<void> {
  const address = `${dies.host}:${dies.port}`;
  const run = task.start();
  await gate.reached();
  await dies.kill9();
  await gate.open();
  const ended = await run.ended;
  expect([ended.code, failure(ended)]).toEqual([1, 'connect.lost']);
  expect(JSON.stringify(ended.events.filter((event) => event.type === 'error'))).toContain(address);
  expect(finish(ended).resume).toContain('--resume');
  const meanwhile = await task.resume();
  expect([meanwhile.code, failure(meanwhile)]).toEqual([3, 'connect.unreachable']);
  await dies.restart();
  expectProved(await task.resume());
  await arrived();
}

/** The run waits, tries in vain, and goes on by itself when the server is back. */
async function outlives({ dies, numbers: { task, gate, arrived } }: Crash): Promise<void> {
  const run = task.start();
  await gate.reached();
  await dies.kill9();
  await gate.open();
  const isTry = (number: number) => (event: DmsEvent) =>
    event.type === 'issue' && event.issue.detail.includes(`checkpoint; try ${number} of 3.`);
  await run.until(isTry(2));
  await dies.restart();
  const ended = await run.ended;
  expectProved(ended);
  expect(finish(ended).elapsedMs).toBeGreaterThan(2_000);
  await arrived();
}

describe('a run goes on by itself, and loses and doubles no row', () => {
  const tries = { RecoverableErrorCount: 3, RecoverableErrorInterval: 1, RecoverableErrorThrottling: false };

  test('when the target was killed in mid-load and came back', async () => {
    await outlives({ dies: target, numbers: await world(source, target, tries) });
  });

  test('when the source was killed in mid-load and came back', async () => {
    await outlives({ dies: source, numbers: await world(source, target, tries) });
  });

  test('until no try is left: then it fails as the last one did, with its checkpoint', async () => {
    const { task, gate } = await world(source, target, { ...tries, RecoverableErrorCount: 1 });
    const run = task.start();
    await gate.reached();
    await target.kill9();
    await gate.open();
    const ended = await run.ended;
    await target.restart();
    expect([ended.code, failure(ended)]).toEqual([1, 'connect.unreachable']);
    expect(finish(ended).resume).toContain('--resume');
    expect(finish(ended).tables).toMatchObject([{ rows: expect.any(Number) }]);
    expect(finish(ended).tables[0]!.rows).toBeGreaterThan(0);
  });

  test('and a stop in a pause is a stop', async () => {
    const { task, gate, arrived } = await world(source, target, { RecoverableErrorInterval: 600 });
    const run = task.start();
    await gate.reached();
    await target.kill9();
    await gate.open();
    await run.until((event) => event.type === 'issue' && event.issue.detail.includes('in 600 s'));
    run.signal('SIGINT');
    const ended = await run.ended;
    expect([ended.code, finish(ended).outcome, failure(ended)]).toEqual([130, 'interrupted', null]);
    await target.restart();
    expectProved(await task.resume());
    await arrived();
  });
});

describe('a resume loses and doubles no row', () => {
  test('when the target was killed in mid-load and came back', async () => {
    await survives({ dies: target, numbers: await world(source, target, NO_TRIES) });
  });

  test('when the source was killed in mid-load and came back', async () => {
    await survives({ dies: source, numbers: await world(source, target, NO_TRIES) });
  });
});

describeMysql('nor with MySQL', () => {
  let other: LabServer;

  beforeAll(async () => {
    other = await startMysql();
  });

  afterAll(() => other?.stop());

  test('as target', async () => {
    await survives({ dies: other, numbers: await world(source, other, NO_TRIES) });
  });
});
