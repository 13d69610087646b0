/**
 * The tables every torture test moves, small but of all shapes: a number as key, text as key, no key with
 * rows that are equal, a foreign key, no rows at all. The same rows every time.
 */
import { connect, freshSchema, type TestServer } from '../../support/servers.ts';
import { Random } from './random.ts';

export interface Shop {
  readonly schema: string;
  readonly rows: number;
}

/** Rows per transaction of a task that moves the shop: makes some twenty chunks of it. */
export const COMMIT_RATE = 300;

const TABLES = [
  `CREATE TABLE orders (
     id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
     code VARCHAR(20) CHARACTER SET latin1 NOT NULL,
     note TEXT,
     amount DECIMAL(18,6) NOT NULL,
     ratio DOUBLE,
     token VARBINARY(40),
     placed DATETIME(3),
     UNIQUE KEY by_code (code),
     KEY by_amount (amount, placed)
   ) ENGINE = InnoDB`,
  `CREATE TABLE places (
     region VARCHAR(12) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci NOT NULL,
     cell BINARY(2) NOT NULL,
     name VARCHAR(60),
     PRIMARY KEY (region, cell),
     KEY by_name (name)
   ) ENGINE = InnoDB`,
  // Few different rows, so that one too many or too few is a row like many others.
  'CREATE TABLE visits (kind VARCHAR(10), score TINYINT, comment VARCHAR(80), KEY by_score (score)) ENGINE = InnoDB',
  `CREATE TABLE items (
     order_id INT UNSIGNED NOT NULL,
     line SMALLINT NOT NULL,
     text VARCHAR(40),
     PRIMARY KEY (order_id, line),
     CONSTRAINT item_of_order FOREIGN KEY (order_id) REFERENCES orders (id)
   ) ENGINE = InnoDB`,
  'CREATE TABLE nothing (id INT PRIMARY KEY) ENGINE = InnoDB',
];

/** Makes the tables in a schema of this test file's own. */
export async function openShop(server: TestServer, scale = 1): Promise<Shop> {
  const schema = await freshSchema(server, 'torture');
  const random = new Random(20_261_103);
  const connection = await connect(server, { database: schema });
  let rows = 0;
  const fill = async (table: string, all: unknown[][]) => {
    rows += all.length;
    for (let at = 0; at < all.length; at += 1_000) {
      await connection.query(`INSERT INTO ${table} VALUES ?`, [all.slice(at, at + 1_000)]);
    }
  };
  try {
    await connection.query("SET SESSION sql_mode = ''");
    for (const sql of TABLES) await connection.query(sql);
    const orders = count(2_400 * scale).map((index) => [
      // Gaps, as after years of deletes.
      index * 3 + 1,
      `C-${index}`,
      random.maybe(() => random.text(120)),
      `${random.below(1_000_000)}.${random.below(1_000_000)}`,
      random.maybe(() => random.fraction() * 1e9),
      random.maybe(() => random.bytes(40)),
      random.maybe(() => `2024-0${1 + random.below(9)}-1${random.below(10)} 10:00:00.${random.below(1000)}`),
    ]);
    await fill('orders', orders);
    await fill(
      'places',
      count(1_200 * scale).map((index) => [
        `${['Ärzte', 'bonn', 'Café', 'ßee', '서울', 'zz'][index % 6]}${index % 50}`,
        Buffer.of(index >> 8, index & 255),
        random.maybe(() => random.text(50)),
      ]),
    );
    await fill(
      'visits',
      count(1_500 * scale).map(() => {
        const kind = random.below(4);
        return kind === 0
          ? [null, null, null]
          : [`kind ${kind}`, random.below(3), kind === 1 ? '' : 'same, "same"\n'];
      }),
    );
    await fill(
      'items',
      count(900 * scale).map((index) => [orders[index]![0], index % 3, random.text(30)]),
    );
  } finally {
    await connection.end();
  }
  await server.query(
    `ANALYZE TABLE ${['orders', 'places', 'visits', 'items'].map((table) => `${schema}.${table}`).join(', ')}`,
  );
  return { schema, rows };
}

/** One table of large values: its file has many parts. */
export async function openGallery(server: TestServer): Promise<Shop> {
  const schema = await freshSchema(server, 'gallery');
  await server.query(`CREATE TABLE ${schema}.pictures (id INT PRIMARY KEY, picture LONGTEXT NOT NULL)`);
  const rows = 12;
  for (let id = 1; id <= rows; id++) {
    await server.query(`INSERT INTO ${schema}.pictures SELECT ?, REPEAT(SHA2(?, 512), 16384)`, [id, id]);
  }
  // How it is cut into chunks follows the server's statistics; left alone it makes them some seconds later.
  await server.query(`ANALYZE TABLE ${schema}.pictures`);
  return { schema, rows };
}

function count(to: number): number[] {
  return Array.from({ length: to }, (_, index) => index);
}
