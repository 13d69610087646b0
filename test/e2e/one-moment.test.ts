/** A source that is used by others while it is copied. */
import type { Connection } from 'mysql2/promise';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import {
  connect,
  describeProducts,
  dropAfterwards,
  freshSchema,
  type TestServer,
} from '../support/servers.ts';
import { type Gate, gateBefore } from './support/gate.ts';
import { expectProved, passwords, taskDocument } from './support/haul.ts';
import { failure, finish, TaskOnDisk } from './support/product.ts';
import { Random } from './support/random.ts';

const COLUMNS = 'id INT PRIMARY KEY, amount INT NOT NULL, note VARCHAR(40)';
const ROWS = 1_500;
/** In the third chunk of the table that is copied first. */
const GATE_AT = 700;

describeProducts('a source in use', (server) => {
  let source: TestServer;
  let target: TestServer;

  beforeAll(async () => {
    [source, target] = await Promise.all([server('a'), server('b')]);
  });

  /** Tables of the source, and a target that stops half way through the first of them. */
  async function copyOf(tables: readonly string[]) {
    const from = await freshSchema(source, 'moment');
    for (const table of tables) {
      await source.query(`CREATE TABLE ${from}.${table} (${COLUMNS})`);
      const rows = Array.from({ length: ROWS }, (_, id) => [id, 1_000, `row ${id}`]);
      await source.query(`INSERT INTO ${from}.${table} VALUES ?`, [rows]);
    }
    const to = await freshSchema(target, 'moment');
    dropAfterwards(target, `${to}_control`);
    const gate: Gate = await gateBefore(target, to, tables[0]!, COLUMNS, GATE_AT);
    const document = taskDocument(source, { schema: from }, target.url(), {
      TargetMetadata: { TargetSchema: to },
      ControlTablesSettings: { ControlSchema: `${to}_control` },
    });
    // One after the other in the order given, so that the later ones have not been looked at when the gate is reached.
    const rules = tables.map((table, index) => ({
      'rule-type': 'selection',
      'rule-id': String(index + 1),
      'rule-name': `table ${index}`,
      'object-locator': { 'schema-name': from, 'table-name': table },
      'rule-action': 'include',
      'load-order': tables.length - index,
    }));
    const task = { ...document, tableMappings: { rules }, local: { lanes: 1 } };
    return { from, to, gate, task: new TaskOnDisk(task, passwords(source, target)) };
  }

  test('is copied as it was at one moment, whatever is written meanwhile', async () => {
    const { from, to, gate, task } = await copyOf(['debits', 'credits']);
    const writer = await writing(source, from);
    const run = task.start();
    await gate.reached();
    // The first table is half copied and the second not begun: both must be seen as of before this.
    const seen = writer.transactions();
    await writer.until(seen + 100);
    await gate.open();
    const ended = await run.ended;
    await writer.stop();
    expectProved(ended);
    expect(ended.events.find((event) => event.type === 'plan')).toMatchObject({ guarantee: 'global-lock' });
    // Every transaction moves an amount from one table to the other and adds a row to both, or to none.
    const [moment] = await target.query(
      `SELECT SUM(amount) AS total, SUM(1) AS n FROM
       (SELECT id, amount FROM ${to}.debits UNION ALL SELECT id, amount FROM ${to}.credits) AS both_tables`,
    );
    expect(Number(moment!.total)).toBe(2 * ROWS * 1_000);
    const [odd] = await target.query(
      `SELECT (SELECT COUNT(*) FROM ${to}.debits) - (SELECT COUNT(*) FROM ${to}.credits) AS n`,
    );
    expect(Number(odd!.n)).toBe(0);
    expect(Number(moment!.n)).toBeLessThan(await rowsOf(source, from, 'debits', 'credits'));
  });

  test('fails only those tables that are dropped or altered before they are read', async () => {
    const { from, to, gate, task } = await copyOf(['first', 'dropped', 'shortened', 'rebuilt', 'untouched']);
    const run = task.start();
    await gate.reached();
    await source.query(`DROP TABLE ${from}.dropped`);
    await source.query(`ALTER TABLE ${from}.shortened DROP COLUMN note`);
    await source.query(`ALTER TABLE ${from}.rebuilt MODIFY amount BIGINT NOT NULL`);
    await gate.open();
    const ended = await run.ended;
    expect([ended.code, failure(ended)]).toEqual([1, 'table.changed']);
    const tables = finish(ended).tables.map(({ source: name, state, validation, error }) => {
      return [name.replace(`${from}.`, ''), state, validation, error?.kind ?? null];
    });
    expect(new Set(tables)).toEqual(
      new Set([
        ['first', 'Table completed', 'Validated', null],
        ['dropped', 'Table does not exist', 'Table error', 'table.gone'],
        ['shortened', 'Table error', 'Table error', 'table.changed'],
        ['rebuilt', 'Table error', 'Table error', 'table.changed'],
        ['untouched', 'Table completed', 'Validated', null],
      ]),
    );
    expect(await rowsOf(target, to, 'first', 'untouched')).toBe(2 * ROWS);
    expect(await rowsOf(target, to, 'dropped', 'shortened', 'rebuilt')).toBe(0);
  });
});

async function rowsOf(server: TestServer, schema: string, ...tables: string[]): Promise<number> {
  const counts = tables.map((table) => `(SELECT COUNT(*) FROM ${schema}.${table})`);
  const [row] = await server.query(`SELECT ${counts.join(' + ')} AS n`);
  return Number(row!.n);
}

interface Writer {
  transactions(): number;
  until(count: number): Promise<void>;
  stop(): Promise<void>;
}

/** Moves amounts between the two tables as long as it is let. */
async function writing(server: TestServer, schema: string): Promise<Writer> {
  const connection = await connect(server, { database: schema });
  const random = new Random(4_711);
  let count = 0;
  let stopping = false;
  const over = (async () => {
    while (!stopping) {
      await transfer(connection, random, ROWS + count);
      count++;
    }
    await connection.end();
  })();
  const stop = async () => {
    stopping = true;
    await over;
  };
  onTestFinished(stop);
  return {
    transactions: () => count,
    until: async (enough) => {
      while (count < enough) await new Promise((resolve) => setImmediate(resolve));
    },
    stop,
  };
}

async function transfer(connection: Connection, random: Random, id: number): Promise<void> {
  const [from, to] = random.below(2) === 0 ? ['debits', 'credits'] : ['credits', 'debits'];
  const amount = random.below(100);
  await connection.beginTransaction();
  await connection.query(`UPDATE ${from} SET amount = amount - ? WHERE id = ?`, [amount, random.below(ROWS)]);
  await connection.query(`UPDATE ${to} SET amount = amount + ? WHERE id = ?`, [amount, random.below(ROWS)]);
  const word = `word ${random.below(1_000_000)}`;
  await connection.query(`INSERT INTO ${from} VALUES (?, 0, ?)`, [id, word]);
  await connection.query(`INSERT INTO ${to} VALUES (?, 0, ?)`, [id, word]);
  await connection.commit();
}
