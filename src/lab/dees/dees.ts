/**
 * The sample schema `dees`, made by the server itself: `movies`, a film list with awkward texts; `sample1`,
 * large and plain; `sample2`, keys and types that are hard to move. The same numbers of rows give the same
 * content on every server.
 */
import { query, type ServerAddress } from '../servers/address.ts';
import { createMovies } from './movies.ts';
import { createSample1 } from './sample1.ts';
import { createSample2 } from './sample2.ts';

export interface DeesOptions {
  /** Created when it is not there; must hold none of the three tables. */
  readonly schema?: string;
  readonly sample1Rows?: number;
  readonly sample2Rows?: number;
}

export async function createDees(server: ServerAddress, options: DeesOptions = {}): Promise<void> {
  const { schema = 'dees', sample1Rows = 5_000_000, sample2Rows = 100_000 } = options;
  await query(server, `CREATE SCHEMA IF NOT EXISTS \`${schema}\` CHARACTER SET utf8mb4`);
  await createMovies(server, schema);
  await createSample1(server, schema, sample1Rows);
  await createSample2(server, schema, sample2Rows);
}
