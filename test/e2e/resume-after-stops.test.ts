/** A run that is stopped by its user, met by a second one, or taken up in another form. */
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { text } from 'node:stream/consumers';
import { beforeAll, describe, expect, test } from 'vitest';
import { dropAfterwards, freshSchema, mariadb, type TestServer } from '../support/servers.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { eventually } from '../support/waiting.ts';
import { cutLine } from './support/cut-line.ts';
import { expectProved, toServer } from './support/haul.ts';
import { type Numbers, numbers } from './support/numbers.ts';
import { failure, finish } from './support/product.ts';
import { openShop, type Shop } from './support/shop.ts';

let source: TestServer;
let target: TestServer;

beforeAll(async () => {
  [source, target] = await Promise.all([mariadb('a'), mariadb('b')]);
});

/** `url` is that of a line to the target. */
async function stoppedHalfWay(url = () => target.url()): Promise<Numbers> {
  const to = await freshSchema(target, 'numbers');
  dropAfterwards(target, `${to}_control`);
  return await numbers(source, await freshSchema(source, 'numbers'), { ...target, url }, to);
}

test('while a run is at work, every other one of its task is refused and does not disturb it', async () => {
  const { task, gate, arrived } = await stoppedHalfWay();
  const first = task.start();
  await gate.reached();
  const elsewhere = task.run([], { DMS_TUI_HOME: temporaryFolder() });
  for (const words of [[], ['--resume']]) {
    const here = await task.run(words);
    expect(here).toMatchObject({ code: 5, events: [] });
    expect(here.err).toContain(`pid ${first.pid} `);
  }
  // On another machine only the target knows of the first.
  expect([(await elsewhere).code, failure(await elsewhere)]).toEqual([5, 'target.busy']);
  await gate.open();
  expectProved(await first.ended);
  await arrived();
});

describe('Ctrl-C', () => {
  test('ends a run whose target does not answer, and the command it prints goes on from there', async () => {
    const { task, gate, arrived } = await stoppedHalfWay();
    const run = task.start();
    await gate.reached();
    run.signal('SIGINT');
    const ended = await run.ended;
    expect(ended.code).toBe(130);
    const { outcome, resume, rows } = finish(ended);
    expect(outcome).toBe('interrupted');
    expect(rows).toBeGreaterThan(0);
    expect(ended.err).toContain(`Go on with: ${resume}`);
    await gate.open();
    // As pasted: the shell of the person has the passwords, and the node that ran it first.
    const { DMS_TUI_HOME: _, ...exported } = task.environment;
    const PATH = `${dirname(process.execPath)}:${process.env.PATH}`;
    const shell = spawn('sh', ['-c', resume!], { env: { ...exported, PATH } });
    const [out, err, code] = await Promise.all([
      text(shell.stdout),
      text(shell.stderr),
      new Promise((resolve) => shell.once('close', resolve)),
    ]);
    expect({ err, code }).toEqual({ err: '', code: 0 });
    expect(JSON.parse(out.split('\n', 1)[0]!)).toMatchObject({ type: 'run.started', resumed: true });
    await arrived();
  });

  test('twice leaves at once, and it is still safe to go on', async () => {
    const line = await cutLine(target);
    const url = () => target.url().replace(`:${target.port}`, `:${line.port}`);
    const { task, gate, arrived } = await stoppedHalfWay(url);
    const run = task.start();
    await gate.reached();
    // So the first has to wait for what it asks of the server.
    line.hush();
    run.signal('SIGINT');
    await eventually(() => expect(run.err).toContain('second Ctrl-C'));
    run.signal('SIGINT');
    expect(await run.ended).toMatchObject({ code: 130, signal: null });
    expect(run.events.at(-1)!.type).not.toBe('run.finished');
    line.speak();
    await gate.open();
    expectProved(await task.resume());
    await arrived();
  });
});

describe('after a kill', () => {
  let shop: Shop;

  beforeAll(async () => {
    shop = await openShop(source);
  });

  const loading = toServer(() => mariadb('b'));

  test.each(['after-prepare:2', 'before-commit:17'])(
    'at %s a run without --resume asks for it and touches nothing',
    async (trap) => {
      const { task, arrived } = await loading(source, shop);
      await task.runIntoTrap(trap);
      for (const words of [[], ['--prep', 'do-nothing']]) {
        const again = await task.run(words);
        expect([again.code, failure(again)]).toEqual([1, 'resume.needed']);
      }
      expectProved(await task.resume());
      await arrived();
    },
  );

  test('a resume with other mappings is refused and touches nothing', async () => {
    const { task, arrived } = await loading(source, shop);
    await task.runIntoTrap('before-commit:12');
    const before = readFileSync(task.file, 'utf8');
    const document = JSON.parse(before) as { tableMappings: { rules: object[] } };
    document.tableMappings.rules.push({
      'rule-type': 'transformation',
      'rule-id': '2',
      'rule-name': 'fewer',
      'rule-target': 'column',
      'object-locator': { 'schema-name': shop.schema, 'table-name': 'orders', 'column-name': 'note' },
      'rule-action': 'remove-column',
    });
    writeFileSync(task.file, JSON.stringify(document));
    const changed = await task.resume();
    expect([changed.code, failure(changed)]).toEqual([1, 'resume.changed']);
    writeFileSync(task.file, before);
    expectProved(await task.resume());
    await arrived();
  });

  test.each(['after-prepare:2', 'before-commit:17'])(
    'at %s a start from the beginning leaves no row double and no index out',
    async (trap) => {
      const { task, arrived } = await loading(source, shop);
      await task.runIntoTrap(trap);
      expectProved(await task.run(['--prep', 'truncate', '--yes']));
      await arrived();
    },
  );

  // Among the statements that forget the old run, and right after them.
  test.each(['making-ledger:5', 'making-ledger:9'])(
    'a start from the beginning may itself be killed, at %s',
    async (trap) => {
      const { task, arrived } = await loading(source, shop);
      await task.runIntoTrap('before-commit:17');
      const over = ['--prep', 'truncate', '--yes'];
      expect((await task.runIntoTrap(trap, over)).signal).toBe('SIGKILL');
      expectProved(await task.run([...over, '--resume']));
      await arrived();
    },
  );
});
