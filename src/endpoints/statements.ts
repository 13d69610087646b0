/** What is sent to an endpoint, told to whoever keeps a log of it. No row is ever in it. */

export interface SentStatement {
  /** The server's number of the connection; null where there is none, as for requests to a store. */
  readonly connection: number | null;
  /** As it was sent, or shortened where it holds rows. */
  readonly text: string;
}

export interface StatementEnd {
  /** Rows it gave, changed or stored; null where that has no meaning. */
  readonly rows: number | null;
  /** The server's own words, when it failed. */
  readonly error: string | null;
}

/** Told of each statement when it is sent; what it returns is told of its end. Costs the sender nothing else. */
export type StatementListener = (sent: SentStatement) => (end: StatementEnd) => void;
