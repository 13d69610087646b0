/** How private servers are set up, and how a caller says what it wants otherwise. */
import type { Product } from './program.ts';

export interface ServerOptions {
  /** Server variables by name; null for an option that takes no value (`'skip-log-bin': null`). */
  readonly variables?: Readonly<Record<string, string | null>>;
  /** Folder of the data folders that new ones are copied from; without it one that stays for the next server. */
  readonly templates?: string;
}

const DEFAULT_VARIABLES: Record<string, string | null> = {
  'bind-address': '127.0.0.1',
  'character-set-server': 'utf8mb4',
  'local-infile': 'ON',
  'skip-name-resolve': 'ON',
  // Several servers share one machine with the program under test.
  'innodb-buffer-pool-size': '128M',
  // No flush to disk at each commit: survives kill -9 of the server, though not a power cut.
  'innodb-flush-log-at-trx-commit': '2',
};

const PRODUCT_VARIABLES: Record<Product, Record<string, string | null>> = {
  mariadb: { 'innodb-log-file-size': '64M' },
  // Without an empty secure-file-priv the server refuses to start: its default folder is not there.
  mysql: { mysqlx: 'OFF', 'secure-file-priv': '', 'innodb-redo-log-capacity': '64M' },
};

/** The words that set the variables on a server's command line. */
export function optionWords(product: Product, { variables }: ServerOptions): string[] {
  const all = { ...DEFAULT_VARIABLES, ...PRODUCT_VARIABLES[product], ...withHyphens(variables ?? {}) };
  return Object.entries(all).map(([name, value]) => (value === null ? `--${name}` : `--${name}=${value}`));
}

/** Both spellings name one variable; with one of them, what is asked for replaces what is set here. */
function withHyphens(variables: Readonly<Record<string, string | null>>): Record<string, string | null> {
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [name.replaceAll('_', '-'), value]),
  );
}
