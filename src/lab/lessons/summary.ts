/** What a lab has come to: what was built, what was measured, and how to do it again. */
import { instanceState } from '../../host/instance-state.ts';
import { showAddress } from '../../model/endpoint-url.ts';
import type { RunOutcome } from '../../model/events.ts';
import type { EndpointRole } from '../../model/hops.ts';
import { readEndpoints } from '../../store/endpoints.ts';
import { readTasks } from '../../store/tasks.ts';
import type { LabId, WorldDatabase } from '../world/facts.ts';
import { repeatCommands } from './commands.ts';
import { smallInstance } from './doing/test-endpoints.ts';
import { runsIn } from './evidence/runs.ts';
import type { Seen } from './facts.ts';
import type { StepId } from './lesson.ts';
import type { LabSession, StepState } from './session.ts';

export interface LabSummary {
  readonly lab: LabId;
  /** ISO 8601, UTC. */
  readonly started: string;
  readonly finished: string;
  /** `MariaDB 10.11.19`; the bucket where there is no second server. */
  readonly source: string;
  readonly target: string;
  readonly instance: { readonly id: string; readonly lanes: number; readonly memoryBytes: number } | null;
  readonly endpoints: readonly {
    readonly role: EndpointRole;
    readonly id: string;
    readonly address: string;
  }[];
  readonly tasks: readonly string[];
  /** In the order they ran. */
  readonly runs: readonly {
    readonly task: string;
    readonly rows: number;
    readonly ms: number;
    readonly truncated: number;
    readonly outcome: RunOutcome;
  }[];
  readonly steps: readonly {
    readonly id: StepId;
    readonly state: StepState;
    readonly seen: readonly Seen[];
  }[];
  readonly commands: readonly string[];
}

/** To be asked while the set-up is still there. */
export async function summaryOf(session: LabSession): Promise<LabSummary> {
  const { world, lab, progress } = session;
  const small = smallInstance(world.home);
  const { endpoints } = await readEndpoints(world.home);
  const runs = runsIn(world.home).reverse();
  return {
    lab: lab.id,
    started: progress.started,
    finished: new Date().toISOString(),
    source: serverName(world.source),
    target: world.target === null ? `s3://${world.store!.bucket}` : serverName(world.target),
    instance: small && { id: small.id, ...instanceState(small).capacity },
    endpoints: endpoints.map(({ role, id, address }) => ({ role, id, address: showAddress(address) })),
    tasks: readTasks(world.home).tasks.map(({ id }) => id),
    runs: runs.map(({ report }) => ({
      task: report.task,
      rows: report.rows,
      ms: report.elapsedMs,
      truncated: report.tables.reduce((sum, table) => sum + table.truncated, 0),
      outcome: report.outcome!,
    })),
    steps: session.steps.map((step) => ({
      id: step.id,
      state: session.stateOf(step),
      seen: progress.steps[step.id]?.seen ?? [],
    })),
    commands: repeatCommands(lab.id, progress.names),
  };
}

function serverName({ admin: { product, version } }: WorldDatabase): string {
  return `${product === 'mariadb' ? 'MariaDB' : 'MySQL'} ${version}`;
}
