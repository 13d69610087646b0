/** How many of something. */
import { exact } from '../numbers.ts';

/** `1 table`, `3 tables`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${exact(count)} ${count === 1 ? one : many}`;
}

export const counts = {
  rows: (count: number) => plural(count, 'row'),
  tables: (count: number) => plural(count, 'table'),
  views: (count: number) => plural(count, 'view'),
  schemas: (count: number) => plural(count, 'schema'),
  columns: (count: number) => plural(count, 'column'),
  lanes: (count: number) => plural(count, 'lane'),
  runs: (count: number) => plural(count, 'run'),
};
