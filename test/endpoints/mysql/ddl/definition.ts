/** A small table about one thing, that every pair of servers must be able to pass on. */

export interface Definition {
  /** What the table is about; doubles as the name of the test. */
  readonly about: string;
  /** On which product it can be made; both when left out. */
  readonly only?: 'mariadb' | 'mysql';
  /** `t` is the table. */
  readonly sql: string;
  /** What must be said when it goes to the other product; nothing may be said when left out. */
  readonly says?: readonly RegExp[];
  /** What must be said even between two servers of one product. */
  readonly always?: readonly RegExp[];
}
