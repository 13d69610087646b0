/** Holds in place what `raw-rows.ts` takes from the inside of the driver. */
import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import { beforeAll, expect, test } from 'vitest';
import { rawRows } from '../../../src/endpoints/mysql/raw-rows.ts';
import type { Session } from '../../../src/endpoints/mysql/session.ts';
import { fieldsAt, rowsOfBlock } from '../../../src/endpoints/row-walk.ts';
import { describeMysql, describeProducts, mysql, type TestServer } from '../../support/servers.ts';
import { openSession } from '../../support/sessions.ts';
import { eventually } from '../../support/waiting.ts';

const USUAL = { maxBlockBytes: 512 * 1024, maxBlockRows: Number.POSITIVE_INFINITY };

/** Payload of a packet that another one continues. */
const WHOLE_PACKET = 0xff_ff_ff;

async function killFrom(server: TestServer, session: Session): Promise<void> {
  await server.query(`KILL QUERY ${session.serverThread}`);
}

function read(session: Session, sql: string, more: Partial<Parameters<typeof rawRows>[2]> = {}) {
  const kill = () => Promise.reject(new Error('no need to kill'));
  return rawRows(session.connection, sql, { ...USUAL, kill, ...more });
}

/** Every value, each as its own copy: a block lives until the next is asked for. */
async function valuesOf(session: Session, sql: string, columns: number): Promise<(Buffer | null)[][]> {
  const rows: (Buffer | null)[][] = [];
  for await (const block of read(session, sql)) {
    for (const row of rowsOfBlock(block, columns)) {
      const { fields } = fieldsAt(row, 0, columns);
      rows.push(fields.map(({ start, end }) => (start < 0 ? null : Buffer.from(row.subarray(start, end)))));
    }
  }
  return rows;
}

function digest(value: Buffer | null | undefined): string {
  return createHash('sha256')
    .update(value ?? 'NULL')
    .digest('hex');
}

/** Rows 1…`count` as column n of a derived table. */
function numbers(count: number): string {
  const ten =
    '(SELECT 0 d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9)';
  const places = [0, 1, 2, 3, 4, 5].filter((place) => 10 ** place < count);
  const value = places.map((place) => `t${place}.d * ${10 ** place}`).join(' + ');
  const from = places.map((place) => `${ten} t${place}`).join(' CROSS JOIN ');
  return `(SELECT 1 + ${value} AS n FROM ${from} WHERE 1 + ${value} <= ${count}) numbers`;
}

describeProducts('rows as the server sends them', (server) => {
  let session: Session;
  let target: TestServer;
  beforeAll(async () => {
    target = await server('a');
    session = await openSession(target);
  });
  /** What every test ends with: the driver must be in step with the server again. */
  const stillWorks = async () => {
    expect(await session.rows("SELECT 'in step' AS state")).toEqual([{ state: 'in step' }]);
    expect(await valuesOf(session, "SELECT 'again'", 1)).toEqual([[Buffer.from('again')]]);
  };

  test('of every length at which its coding changes arrive whole, NULL and empty told apart', async () => {
    const lengths = [0, 1, 250, 251, 252, 253, 254, 255, 256, 65_535, 65_536, 65_537, 16_777_215, 16_777_216];
    const columns = lengths.map((length) => `NULL, REPEAT('x', ${length})`).join(', ');
    const [row] = await valuesOf(session, `SELECT ${columns}`, lengths.length * 2);
    expect(row!.filter((_, at) => at % 2 === 0)).toEqual(lengths.map(() => null));
    expect(row!.filter((_, at) => at % 2 === 1).map((value) => value!.length)).toEqual(lengths);
    await stillWorks();
  });

  test.each([-7, -6, -5, -1, 0, 1, WHOLE_PACKET - 10])(
    'of 16 MB, give or take (%i), arrive whole where a packet ends with them or just does not',
    async (more) => {
      const length = WHOLE_PACKET + more;
      const found = await valuesOf(session, `SELECT n, REPEAT('y', ${length}), 'end' FROM ${numbers(2)}`, 3);
      const whole = digest(Buffer.alloc(length, 'y'));
      expect(found.map(([n, big, end]) => [n!.toString(), digest(big), end!.toString()])).toEqual([
        ['1', whole, 'end'],
        ['2', whole, 'end'],
      ]);
      await stillWorks();
    },
  );

  test('that begin with a field over 16 MB are not taken for the end of the result', async () => {
    const length = 2 * WHOLE_PACKET + 77;
    const found = await valuesOf(session, `SELECT REPEAT('z', ${length}), n FROM ${numbers(2)}`, 2);
    expect(found.map(([big, n]) => [digest(big), n!.toString()])).toEqual([
      [digest(Buffer.alloc(length, 'z')), '1'],
      [digest(Buffer.alloc(length, 'z')), '2'],
    ]);
    await stillWorks();
  });

  test('are none for an empty result', async () => {
    expect(await valuesOf(session, 'SELECT 1 FROM DUAL WHERE 1 = 0', 1)).toEqual([]);
    await stillWorks();
  });

  test.each([249, 250, 251, 252, 253, 300, 1000])('may have %i columns with long names', async (count) => {
    const columns = Array.from({ length: count }, (_, at) => `${at} AS ${`c${at}_`.padEnd(64, 'n')}`);
    const found = await valuesOf(session, `SELECT ${columns.join(', ')} FROM ${numbers(3)}`, count);
    expect(found).toHaveLength(3);
    expect(found[2]!.map((value) => Number(value))).toEqual(columns.map((_, at) => at));
    await stillWorks();
  });

  test('are what the driver itself would have read, in their order', async () => {
    const sql = `SELECT n, IF(n % 7 = 0, NULL, REPEAT(CHAR(n % 256 USING latin1), n % 400)), '' FROM ${numbers(100_000)} WHERE n % 13 = 0 ORDER BY n`;
    expect(digestOf(await valuesOf(session, sql, 3))).toBe(digestOf(await session.rawRows(sql)));
    await stillWorks();
  });

  test('come in blocks no larger than asked for, which say where their last row begins', async () => {
    const sql = `SELECT n, REPEAT('a', 90) FROM ${numbers(10_000)} ORDER BY n`;
    const rows: number[] = [];
    let next = 1;
    for await (const block of read(session, sql, { maxBlockBytes: 64 * 1024, maxBlockRows: 500 })) {
      rows.push(block.rows);
      next += block.rows;
      const { fields, next: end } = fieldsAt(block.bytes, block.lastRow, 2);
      expect(end).toBe(block.length);
      expect(block.bytes.toString('latin1', fields[0]!.start, fields[0]!.end)).toBe(String(next - 1));
    }
    expect(Math.max(...rows)).toBe(500);
    expect(next - 1).toBe(10_000);
    await stillWorks();
  });

  test('stop with the error the server breaks the result off with, and the connection goes on', async () => {
    const sql = `SELECT 9223372036854775807 - 20000 + n AS x, REPEAT('a', 100) FROM ${numbers(100_000)}`;
    let rows = 0;
    const reading = async () => {
      for await (const block of read(session, sql)) rows += block.rows;
    };
    await expect(reading()).rejects.toMatchObject({ code: 'ER_DATA_OUT_OF_RANGE' });
    expect(rows).toBeGreaterThan(0);
    expect(rows).toBeLessThanOrEqual(20_000);
    await stillWorks();
  });

  test('of a statement that is refused are an error at once, and the connection goes on', async () => {
    await expect(valuesOf(session, 'SELECT nothing FROM nowhere.at_all', 1)).rejects.toThrow(/nowhere/);
    await expect(valuesOf(session, 'SELECT FROM', 1)).rejects.toMatchObject({ code: 'ER_PARSE_ERROR' });
    await stillWorks();
  });

  test('can be left early: the query ends on the server and the connection goes on', async () => {
    const sql = `SELECT n, REPEAT('a', 1000) FROM ${numbers(1_000_000)}`;
    let kills = 0;
    const kill = () => {
      kills++;
      return killFrom(target, session);
    };
    for (let time = 0; time < 3; time++) {
      for await (const block of read(session, sql, { kill })) {
        expect(block.rows).toBeGreaterThan(0);
        break;
      }
      await stillWorks();
    }
    expect(kills).toBe(3);
  });

  test('wait in the socket while nobody takes them: this side holds a few blocks, however long the result', async () => {
    const sql = `SELECT n, REPEAT('a', 1000) FROM ${numbers(1_000_000)}`;
    const { stream } = session.connection as unknown as { stream: Socket };
    const before = stream.bytesRead;
    const rows = read(session, sql, { kill: () => killFrom(target, session) });
    await rows.next();
    await eventually(() => expect(stream.isPaused()).toBe(true));
    expect(stream.bytesRead - before).toBeLessThan(5 * 1024 * 1024);
    // Two more blocks were ready; asking for them is what lets the socket go on.
    await rows.next();
    await rows.next();
    await eventually(() => expect(stream.bytesRead - before).toBeGreaterThan(2 * 1024 * 1024));
    await rows.return();
    await stillWorks();
  });

  test('stop with an error when the connection is lost under them', async () => {
    const doomed = await openSession(target);
    const sql = `SELECT n, REPEAT('a', 1000) FROM ${numbers(1_000_000)}`;
    const reading = async () => {
      let first = true;
      for await (const block of read(doomed, sql)) {
        expect(block.rows).toBeGreaterThan(0);
        if (first) await target.query(`KILL ${doomed.serverThread}`);
        first = false;
      }
    };
    await expect(reading()).rejects.toThrow();
  });
});

describeMysql('rows over TLS', () => {
  test('are the same, large and small, and the connection goes on', async () => {
    const session = await openSession(await mysql('a'), { tls: 'require' });
    const cipher = await session.rows<{ Value: string }>("SHOW STATUS LIKE 'Ssl_cipher'");
    expect(cipher[0]!.Value).not.toBe('');
    const length = WHOLE_PACKET + 5;
    const sql = `SELECT n, REPEAT('t', IF(n = 500, ${length}, n)) FROM ${numbers(1000)} ORDER BY n`;
    const found = await valuesOf(session, sql, 2);
    expect(found.map(([, value]) => value!.length)).toEqual(
      Array.from({ length: 1000 }, (_, at) => (at === 499 ? length : at + 1)),
    );
    expect(await session.rows("SELECT 'in step' AS state")).toEqual([{ state: 'in step' }]);
  });
});

function digestOf(rows: readonly (readonly (Buffer | null)[])[]): string {
  const hash = createHash('sha256');
  for (const row of rows)
    for (const value of row) hash.update(value === null ? 'NULL;' : `${value.length}:`).update(value ?? '');
  return hash.digest('hex');
}
