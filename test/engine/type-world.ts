/** Makes the tables of `type-tables.ts` on a server, and reads them for comparison. */
import { checksumTable } from '../support/checksum.ts';
import { connect, type TestServer } from '../support/servers.ts';
import { type TypeTable, typeTables } from './type-tables.ts';

/** Whatever may be stored is stored: invalid dates, zeros, nothing is bent. */
const FILLING = `SET SESSION time_zone = '+00:00', explicit_defaults_for_timestamp = 1,
  sql_mode = 'STRICT_ALL_TABLES,ALLOW_INVALID_DATES,NO_AUTO_VALUE_ON_ZERO'`;

export async function createTypeTables(server: TestServer, schema: string): Promise<TypeTable[]> {
  const tables = typeTables(server.product, server.product);
  const connection = await connect(server, { database: schema });
  try {
    await connection.query(FILLING);
    for (const { name, columns, rows } of tables) {
      await connection.query(`CREATE TABLE ${name} (id INT NOT NULL PRIMARY KEY, ${columns}) ENGINE=InnoDB`);
      const values = rows.map((row, at) => `(${at + 1}, ${row})`).join(', ');
      await connection.query(`INSERT INTO ${name} (id, ${written(columns)}) VALUES ${values}`);
    }
    await createSingles(connection);
    await connection.query(
      'CREATE TABLE counted (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, note VARCHAR(9))',
    );
    await connection.query("INSERT INTO counted VALUES (0, 'zero'), (-3, 'below'), (41, NULL)");
  } finally {
    await connection.end();
  }
  return tables;
}

/** The names of a list of definitions, so that an invisible column is filled too. */
function written(columns: string): string {
  const definitions = columns.replaceAll(/\((?:[^()']|'(?:[^'\\]|\\.|'')*'|\([^()]*\))*\)/g, '').split(',');
  const names = definitions.map((definition) => definition.trim().split(/\s/)[0]!);
  return names.filter((name) => !['KEY', 'SPATIAL'].includes(name)).join(', ');
}

/** 20,000 singles and doubles of random bits: as text of six digits nineteen of twenty singles lose some. */
async function createSingles(connection: Awaited<ReturnType<typeof connect>>): Promise<void> {
  await connection.query(
    'CREATE TABLE singles (id INT NOT NULL PRIMARY KEY, f FLOAT NOT NULL, d DOUBLE NOT NULL)',
  );
  const bits = new Uint32Array(60_000);
  // Always the same numbers, so that a failure can be seen again.
  let state = 0x9e3779b9;
  for (const at of bits.keys()) {
    state = (Math.imul(state ^ (state >>> 15), 0x85ebca6b) + 0x6d2b79f5) >>> 0;
    bits[at] = state;
  }
  const singles = new Float32Array(bits.buffer, 0, 20_000);
  const doubles = new Float64Array(bits.buffer, 80_000, 20_000);
  const rows = [...doubles.entries()].map(
    ([at, double]) => `(${at},${literal(singles[at]!)},${literal(double)})`,
  );
  await connection.query(`INSERT INTO singles VALUES ${rows.join(',')}`);
}

/** A server reads numbers with an exponent as what they are, others as DECIMAL. */
function literal(value: number): string {
  if (!Number.isFinite(value)) return '0';
  const text = String(value);
  return text.includes('e') ? text : `${text}e0`;
}

/** What the tables hold, by table, equal exactly where every value is. */
export async function contents(
  server: TestServer,
  schema: string,
  tables: readonly TypeTable[],
): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  for (const { name, compareBy } of [...tables, { name: 'singles' }, { name: 'counted' }] as TypeTable[]) {
    found[name] =
      compareBy === undefined
        ? await checksumTable(server, schema, name)
        : await server.query(`SELECT id, ${compareBy} FROM \`${schema}\`.${name} ORDER BY id`);
  }
  return found;
}
