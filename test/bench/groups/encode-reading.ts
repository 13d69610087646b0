/** A process of its own: reads `sample1` in one lane, encodes it or not, and prints what that cost. */
import { passwordOnly } from '../../../src/endpoints/contract.ts';
import { CsvEncoder } from '../../../src/endpoints/files/csv-encoder.ts';
import { openMysqlSource } from '../../../src/endpoints/mysql/source.ts';
import { TsvEncoder } from '../../../src/endpoints/mysql/tsv.ts';
import type { RowBlock } from '../../../src/endpoints/row-block.ts';
import { parseEndpointUrl } from '../../../src/model/endpoint-url.ts';
import { defaultFileSettings } from '../../../src/model/file-settings.ts';
import type { TablePlan, TableShape } from '../../../src/model/table.ts';

export interface ReadingFound {
  readonly rows: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly userSeconds: number;
}

/** As a lane reads. */
const BLOCK_BYTES = 512 * 1024;

const [url, step] = process.argv.slice(2);
const { address } = parseEndpointUrl(url!, 'source');
if (address.engine !== 'mysql' || address.schema === null) throw new Error('not the URL of a schema');
const { signal } = new AbortController();
const source = await openMysqlSource(
  address,
  passwordOnly(process.env.DMS_TUI_SOURCE_PASSWORD ?? null),
  signal,
);
const plan = planOf(await source.shape({ schema: address.schema, table: 'sample1' }, signal));
const snapshot = await source.snapshot([plan], 1, signal);
const encode = encoderOf(plan);

const started = performance.now();
const before = process.cpuUsage();
let rows = 0;
const options = {
  text: step === 'csv' ? 'utf8' : 'stored',
  maxBlockBytes: BLOCK_BYTES,
  maxBlockRows: Number.POSITIVE_INFINITY,
} as const;
for await (const block of snapshot.readers[0]!.read(plan, { low: null, high: null }, options, signal)) {
  encode(block);
  rows += block.rows;
}
const { user, system } = process.cpuUsage(before);
const found: ReadingFound = {
  rows,
  seconds: (performance.now() - started) / 1000,
  cpuSeconds: (user + system) / 1e6,
  userSeconds: user / 1e6,
};
process.stdout.write(JSON.stringify(found));
await snapshot.close();
await source.close();

function encoderOf(table: TablePlan): (block: RowBlock) => void {
  if (step === 'csv') {
    const encoder = new CsvEncoder(table.columns, defaultFileSettings(), () => new Date());
    return (block) => {
      for (const piece of encoder.encode(block)) void piece;
    };
  }
  if (step === 'tsv') {
    const encoder = new TsvEncoder(table.columns.map((column) => column.source.kind));
    return (block) => {
      encoder.take(block);
      while (encoder.next() !== null);
    };
  }
  return () => {};
}

function planOf(shape: TableShape): TablePlan {
  return {
    source: shape,
    target: shape.name,
    columns: shape.columns.map((column) => ({ source: column, target: column.name, lobLimitBytes: null })),
    removed: [],
    key: shape.key!.map((name) => shape.columns.findIndex((column) => column.name === name)),
    filters: [],
    loadOrder: 0,
  };
}
