/** Assesses tasks on real servers, and holds what is said against what a run of the same task then does. */
import { expect, test } from 'vitest';
import { passwordOnly } from '../../../src/endpoints/contract.ts';
import { assessTask } from '../../../src/engine/assess/assess-task.ts';
import { previewTask } from '../../../src/engine/assess/preview-task.ts';
import type { AssessRequest } from '../../../src/engine/assess/request.ts';
import type { Product } from '../../../src/lab/servers/program.ts';
import {
  type AnyCheckResult,
  type AnyFinding,
  CHECKS,
  type CheckId,
  type CheckResult,
  type FindingKind,
  type FindingLevel,
} from '../../../src/model/assessment.ts';
import type { TaskPreview } from '../../../src/model/task-preview.ts';
import {
  describeProducts,
  dropAfterwards,
  freshSchema,
  type TestServer,
  type Which,
} from '../../support/servers.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { type Copied, type Copy, copy, taskOf } from '../copying.ts';

/** Of a machine that many want to use at once. */
const ENOUGH_MS = 30_000;

export type Assessed = Copy & Pick<AssessRequest, 'speeds' | 'valuesLimitMs'>;

export function requestOf(asked: Assessed): AssessRequest {
  const { source, target, mode, strict, speeds, valuesLimitMs } = asked;
  return {
    task: taskOf(asked),
    secrets: {
      source: passwordOnly(source.password),
      target: passwordOnly(typeof target === 'string' ? null : target.password),
    },
    stateFolder: asked.stateFolder ?? temporaryFolder(),
    mode: mode === 'resume' ? 'resume' : 'start',
    strict: strict ?? false,
    ...(speeds && { speeds }),
    valuesLimitMs: valuesLimitMs ?? ENOUGH_MS,
  };
}

export class Assessment {
  readonly results: readonly AnyCheckResult[];

  constructor(results: readonly AnyCheckResult[]) {
    this.results = results;
  }

  of<Id extends CheckId>(check: Id): CheckResult<Id> {
    return this.results.find((one) => one.check === check) as unknown as CheckResult<Id>;
  }

  get findings(): readonly AnyFinding[] {
    return this.results.flatMap(({ findings }) => findings);
  }

  /** `check: kind (level)` of everything that was found. */
  get said(): string[] {
    return this.results.flatMap(({ check, findings }) =>
      findings.map(({ kind, level }) => `${check}: ${kind} (${level})`),
    );
  }

  get failed(): CheckId[] {
    return this.results.filter(({ result }) => result === 'failed').map(({ check }) => check);
  }

  get untested(): CheckId[] {
    return this.results.filter(({ result }) => result === 'untested').map(({ check }) => check);
  }
}

export async function assess(
  asked: Assessed,
  signal: AbortSignal = new AbortController().signal,
): Promise<Assessment> {
  const results: AnyCheckResult[] = [];
  for await (const result of assessTask(requestOf(asked), signal)) results.push(result);
  expect(results.map(({ check }) => check).toSorted()).toEqual([...CHECKS].toSorted());
  return new Assessment(results);
}

export async function preview(asked: Assessed): Promise<TaskPreview> {
  return await previewTask(requestOf(asked), new AbortController().signal);
}

/** A server as another account sees it. */
export function as(
  server: TestServer,
  account: { readonly url: string; readonly password: string },
): TestServer {
  const query: TestServer['query'] = (sql, values) => server.query(sql, values);
  return { ...server, query, password: account.password, url: () => account.url };
}

export interface Ground {
  readonly source: TestServer;
  readonly target: TestServer;
  /** An empty schema on the source; the target's of the same name goes with it. */
  readonly schema: string;
  readonly product: Product;
}

export interface ExpectedFinding {
  readonly check: CheckId;
  readonly kind: FindingKind;
  readonly level: FindingLevel;
  readonly subjects?: unknown;
  readonly facts?: unknown;
  readonly fix?: unknown;
}

/** One thing there is to find, in a world where there is nothing else to find. */
export interface World {
  readonly name: string;
  readonly on?: Product;
  /** Makes it, and says what is to be assessed; what is left out is a copy of the schema to the other server. */
  make(ground: Ground): Promise<Partial<Assessed>>;
  finds(ground: Ground): readonly ExpectedFinding[];
  /** What else cannot be looked at then. */
  readonly untested?: readonly CheckId[];
  /** For worlds whose run comes to nothing later on, or cannot be made at all. */
  readonly noRun?: string;
}

/** Each world is assessed on both products, and then run: it is refused exactly where a check has failed. */
export function describeWorlds(name: string, worlds: readonly World[]): void {
  describeProducts(name, (server, product) => {
    for (const world of worlds.filter(({ on }) => on === undefined || on === product)) {
      test(world.name, async () => {
        const ground = await freshGround(server, product);
        const { source, target, schema } = ground;
        const asked = { source, target, schema, ...(await world.make(ground)) };
        const assessed = await assess(asked);
        const expected = world.finds(ground);
        expect(assessed.said.toSorted()).toEqual(
          expected.map(({ check, kind, level }) => `${check}: ${kind} (${level})`).toSorted(),
        );
        for (const { check, ...rest } of expected) {
          expect(assessed.of(check).findings).toContainEqual(expect.objectContaining(rest));
        }
        expect(assessed.untested.toSorted()).toEqual([...(world.untested ?? [])].toSorted());
        if (world.noRun !== undefined) return;
        const run = await copy(asked);
        expect({ world: world.name, run: run.error ?? run.outcome, ends: endOf(run) }).toMatchObject({
          ends: assessed.failed.length > 0 ? 'badly' : 'well',
        });
        const errors = assessed.findings.flatMap((one) =>
          one.kind === 'error' ? [one.facts.error.kind] : [],
        );
        if (run.error && errors.length > 0) expect(errors).toContain(run.error.kind);
      });
    }
  });
}

function endOf({ error, outcome }: Copied): 'well' | 'badly' {
  return error !== null || outcome === 'failed' ? 'badly' : 'well';
}

export async function freshGround(
  server: (which: Which) => Promise<TestServer>,
  product: Product,
): Promise<Ground> {
  const [source, target] = await Promise.all([server('a'), server('b')]);
  const schema = await freshSchema(source, 'assessed');
  dropAfterwards(target, schema);
  return { source, target, schema, product };
}
