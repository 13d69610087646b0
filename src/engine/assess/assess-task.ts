/** Assesses a task: everything a run would meet is looked at before, and nothing is changed on either side. */

import { type Secrets, withoutSecrets } from '../../endpoints/mask-secrets.ts';
import { untilAborted } from '../../endpoints/until-aborted.ts';
import { type AnyCheckResult, type AnyFinding, CHECKS, type CheckId } from '../../model/assessment.ts';
import { CHECK_BY_ID } from './checks.ts';
import { errorFinding } from './problems.ts';
import type { AssessRequest } from './request.ts';
import { Unmet } from './unmet.ts';
import { World } from './world.ts';

/**
 * The result of every check of `CHECKS`, each as it is done. One that fails keeps others from being made only
 * where there is nothing to look at without it. An abort throws its reason; what is open is closed then, and
 * also when the caller leaves early.
 */
export async function* assessTask(
  request: AssessRequest,
  signal: AbortSignal,
): AsyncGenerator<AnyCheckResult, void, undefined> {
  const over = new AbortController();
  const world = new World(request, AbortSignal.any([signal, over.signal]));
  const begun = performance.now();
  const running = new Map(
    CHECKS.map((check) => [check, carryOut(check, world, begun).then((result) => ({ check, result }))]),
  );
  for (const one of running.values()) one.catch(() => {});
  try {
    while (running.size > 0) {
      const { check, result } = await untilAborted(Promise.race(running.values()), signal);
      running.delete(check);
      yield result;
    }
  } finally {
    over.abort();
    await world.close();
  }
}

async function carryOut(check: CheckId, world: World, begun: number): Promise<AnyCheckResult> {
  const told = (part: Pick<AnyCheckResult, 'result' | 'found' | 'findings' | 'waitsFor'>) =>
    ({ check, ms: performance.now() - begun, ...part }) as AnyCheckResult;
  try {
    const { found, findings } = await CHECK_BY_ID[check](world);
    return told({ result: gravest(findings), found, findings, waitsFor: null });
  } catch (error) {
    world.signal.throwIfAborted();
    const isOthers = error instanceof Unmet && (error.owner !== check || error.cause === undefined);
    if (isOthers) return told({ result: 'untested', found: null, findings: [], waitsFor: error.owner });
    const failure = errorFinding(error instanceof Unmet ? error.cause : error);
    const findings = [masked(failure, world.request.secrets)];
    return told({ result: 'failed', found: null, findings, waitsFor: null });
  }
}

function masked(failure: AnyFinding, secrets: Secrets): AnyFinding {
  if (failure.kind !== 'error') return failure;
  return { ...failure, facts: { error: withoutSecrets(failure.facts.error, secrets) } };
}

function gravest(findings: readonly AnyFinding[]): AnyCheckResult['result'] {
  if (findings.some(({ level }) => level === 'failed')) return 'failed';
  return findings.some(({ level }) => level === 'warned') ? 'warned' : 'passed';
}
