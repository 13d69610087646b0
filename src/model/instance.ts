/**
 * A replication instance: what moves the data, with a name, a size and a place for its logs. The nouns and
 * the rules of its name are those of AWS DMS.
 */
import { DmsError } from './errors.ts';

export const INSTANCE_CLASSES = ['small', 'medium', 'large', 'auto'] as const;

export type InstanceClass = (typeof INSTANCE_CLASSES)[number];

export interface Instance {
  /** In lower case, as AWS DMS stores it. */
  readonly id: string;
  readonly class: InstanceClass;
  /** Absolute path of the folder of its lock and its run logs. */
  readonly home: string;
  /** ISO 8601, UTC. */
  readonly created: string;
}

/** `failed`: its home folder is not there or cannot be written to. AWS DMS has no word for `busy`. */
export type InstanceStatus = 'available' | 'busy' | 'failed';

/** What a class comes to on a machine. */
export interface Capacity {
  /** The most chunks that move at once. */
  readonly lanes: number;
  /** The most memory a run takes with so many, large values apart: see `LANE_BYTES`. */
  readonly memoryBytes: number;
}

export interface Machine {
  readonly cores: number;
  /** What this process may use: the machine's, or less in a container. */
  readonly memoryBytes: number;
}

const MB = 1024 * 1024;

/**
 * What a lane may take with everything that belongs to it: blocks, parts under way, its share of the program.
 * A test holds every class to it. Values of more than 4 MB come on top, one at a time for all lanes.
 */
const LANE_BYTES = 128 * MB;

/** The program with its drivers takes over a hundred before the first row. */
const LEAST_BYTES = 256 * MB;

const FIXED_LANES = { small: 2, medium: 4, large: 8 } as const;

/** As many as run without an instance: more gain nothing on the machines people run this on. */
const MOST_LANES_OF_AUTO = 8;

/** The other half is for the system and, often, for a database on the same machine. */
const SHARE_OF_AUTO = 1 / 2;

const LONGEST_ID = 63;

const ID_ALLOWED = `letters, digits and single hyphens, first a letter, last no hyphen, at most ${LONGEST_ID}`;

/** The id as it is kept. @throws DmsError 'usage' */
export function parseInstanceId(written: string): string {
  if (written.length <= LONGEST_ID && /^[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*$/.test(written)) {
    return written.toLowerCase();
  }
  throw new DmsError('usage', {
    problem: `"${written}" is no name for an instance`,
    allowed: ID_ALLOWED,
  });
}

/** `auto` has a lane for each core, as far as half of the memory is enough for them. */
export function capacityOf(name: InstanceClass, machine: Machine): Capacity {
  const lanes = name === 'auto' ? lanesOf(machine) : FIXED_LANES[name];
  return { lanes, memoryBytes: Math.max(LEAST_BYTES, lanes * LANE_BYTES) };
}

function lanesOf({ cores, memoryBytes }: Machine): number {
  const fit = Math.floor((memoryBytes * SHARE_OF_AUTO) / LANE_BYTES);
  return Math.max(1, Math.min(cores, fit, MOST_LANES_OF_AUTO));
}
