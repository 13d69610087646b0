/** A table of numbered rows whose copy stops half way at a gate. */

import { expect } from 'vitest';
import { query, type ServerAddress } from '../../../src/lab/servers/address.ts';
import { type Gate, gateBefore } from './gate.ts';
import { passwords, taskDocument } from './haul.ts';
import { TaskOnDisk } from './product.ts';

const COLUMNS = 'id INT PRIMARY KEY, word VARCHAR(40) NOT NULL, odd BOOLEAN NOT NULL';
const ROWS = 3_000;
/** In the sixth chunk. */
const GATE_AT = 1_700;

export interface Numbers {
  readonly task: TaskOnDisk;
  readonly gate: Gate;
  /** Fails unless the target has every number once. */
  readonly arrived: () => Promise<void>;
}

/** Both schemas must exist, on servers that may be private. */
export async function numbers(
  source: ServerAddress & { url(): string },
  from: string,
  target: ServerAddress & { url(): string },
  to: string,
  errorBehavior: object = {},
): Promise<Numbers> {
  await query(source, `CREATE TABLE ${from}.numbers (${COLUMNS})`);
  const rows = Array.from({ length: ROWS }, (_, index) => [index + 1, `word ${index * 7919}`, index % 2]);
  await query(source, `INSERT INTO ${from}.numbers VALUES ?`, [rows]);
  const gate = await gateBefore(target, to, 'numbers', COLUMNS, GATE_AT);
  const document = taskDocument(source, { schema: from }, target.url(), {
    TargetMetadata: { TargetSchema: to },
    ControlTablesSettings: { ControlSchema: `${to}_control` },
    ErrorBehavior: errorBehavior,
  });
  return {
    gate,
    task: new TaskOnDisk(document, passwords(source, target)),
    async arrived() {
      const read = (server: ServerAddress, schema: string) =>
        query(server, `SELECT * FROM ${schema}.numbers ORDER BY id`);
      expect(await read(target, to)).toEqual(await read(source, from));
    },
  };
}
