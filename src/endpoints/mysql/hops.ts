/** Tests the way to a MySQL-family server, hop by hop, and what is found behind the login. */

import type { MysqlAddress } from '../../model/endpoint-url.ts';
import { DmsError, errorRecord, type Issue } from '../../model/errors.ts';
import {
  type AnyHop,
  type EndpointRole,
  type HopFacts,
  type HopName,
  plannedHops,
} from '../../model/hops.ts';
import type { EndpointSecrets } from '../contract.ts';
import { resultOf } from '../hop-result.ts';
import { LIMITS, type Limits, seconds, within } from './connect/limits.ts';
import { Stopwatch } from './connect/step.ts';
import { connectInSteps } from './connect/steps.ts';
import { showServer } from './failures.ts';
import { loginHop } from './login-hop.ts';
import { rightsHop } from './rights-hop.ts';
import { serverHop } from './server-hop.ts';
import { type Credentials, Session, USUAL_CHARSET } from './session.ts';
import { settingsHop } from './settings-hop.ts';

interface HopOptions {
  readonly controlSchema: string;
  /** Other limits of time than the usual ones. */
  readonly limits?: Limits;
}

/** What a hop behind the login found. It throws a DmsError when it fails. */
interface Finding<Name extends HopName> {
  readonly found: HopFacts[Name];
  readonly issues: readonly Issue[];
}

/**
 * Gives each hop as it is done and stops at the first that fails. An abort is no failed hop: it throws the
 * signal's reason. Nothing stays open, also when the consumer leaves early.
 */
export async function* testMysql(
  address: MysqlAddress,
  role: EndpointRole,
  secrets: EndpointSecrets,
  options: HopOptions,
  signal: AbortSignal,
): AsyncGenerator<AnyHop, void, undefined> {
  const credentials: Credentials = { ...secrets, address };
  const planned = plannedHops(address);
  let passed = 0;
  let watch = new Stopwatch();
  try {
    for await (const hop of walk(credentials, role, options, signal)) {
      passed++;
      yield hop;
      watch = new Stopwatch();
    }
  } catch (error) {
    signal.throwIfAborted();
    // Hops come in the order of the plan: what failed is the one that would have come next.
    const failed = {
      hop: planned[passed]!,
      result: 'failed',
      ms: watch.lap(),
      found: null,
      issues: [],
    } as const;
    yield { ...failed, error: errorRecord(error) } as AnyHop;
  }
}

async function* walk(
  credentials: Credentials,
  role: EndpointRole,
  options: HopOptions,
  signal: AbortSignal,
): AsyncGenerator<AnyHop, void, undefined> {
  const steps = connectInSteps(credentials, signal, USUAL_CHARSET, options.limits ?? LIMITS);
  const { lookMs } = options.limits ?? LIMITS;
  const late = () => {
    return new DmsError('connect.silent', {
      address: showServer(credentials.address),
      seconds: seconds(lookMs),
    });
  };
  const wanted = { controlSchema: options.controlSchema, schema: credentials.address.schema };
  let session: Session | null = null;
  let isBusy = false;
  const answered = async <T>(work: Promise<T>): Promise<T> => {
    isBusy = true;
    const over = () => {
      isBusy = false;
    };
    work.then(over, over);
    return await within(work, lookMs, signal, late);
  };
  try {
    let step = await steps.next();
    for (; !step.done; step = await steps.next()) yield hopOf(step.value);
    session = new Session(step.value.connection, credentials);
    const watch = new Stopwatch();
    const login = await answered(loginHop(session));
    yield hopOf({ hop: 'login', ms: step.value.ms + watch.lap(), ...login });
    for (const [hop, look] of BEHIND_THE_LOGIN) {
      watch.lap();
      const finding = await answered(look(session, role, wanted, signal));
      yield hopOf({ hop, ms: watch.lap(), ...finding });
    }
  } finally {
    await steps.return(undefined as never);
    // One that has not answered would not say goodbye either.
    if (isBusy) session?.abandon();
    else await session?.close();
  }
}

type Look = (
  session: Session,
  role: EndpointRole,
  options: { readonly controlSchema: string; readonly schema: string | null },
  signal: AbortSignal,
) => Promise<Finding<HopName>>;

const BEHIND_THE_LOGIN: readonly (readonly [HopName, Look])[] = [
  ['server', serverHop],
  ['rights', rightsHop],
  ['settings', settingsHop],
];

function hopOf({ hop, ms, found, issues }: { hop: HopName; ms: number } & Finding<HopName>): AnyHop {
  return { hop, result: resultOf(issues), ms, found, error: null, issues } as AnyHop;
}
