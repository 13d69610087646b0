/** `endpoint test`: one endpoint hop by hop, or the whole way from a source to a target. */
import { listenForStop } from '../../../host/stop-signals.ts';
import { type TestedEnd, testConnections } from '../../../host/test-connections.ts';
import { DmsError } from '../../../model/errors.ts';
import type { EndpointRole } from '../../../model/hops.ts';
import { DEFAULT_CONTROL_SCHEMA } from '../../../model/task-settings.ts';
import { homeFolder } from '../../../store/home.ts';
import { findInstance } from '../../../store/instances.ts';
import { chooseLook, speaksUnicode } from '../../../tui/theme/look.ts';
import { EXIT } from '../../exit-code.ts';
import { WaitingLine } from '../../reporters/waiting-line.ts';
import { wayDocument, wayReporter } from '../../reporters/way.ts';
import { namedEndpoint } from './named-endpoint.ts';

export interface TestOptions {
  readonly as?: EndpointRole;
  /** False with `--no-speed`. */
  readonly speed?: boolean;
  /** Id of a saved instance. */
  readonly instance?: string;
  readonly json?: boolean;
}

/** Returns the exit code. */
export async function test(first: string, second: string | undefined, options: TestOptions): Promise<number> {
  if (second !== undefined && options.as !== undefined) {
    throw new DmsError('usage', {
      problem: '--as goes with one endpoint: of two the first is the source, the second the target.',
    });
  }
  const ends: TestedEnd[] =
    second === undefined
      ? [await namedEndpoint(first, options.as ?? null)]
      : [await namedEndpoint(first, 'source'), await namedEndpoint(second, 'target')];
  const stateFolder = homeFolder();
  const instance = options.instance === undefined ? null : findInstance(stateFolder, options.instance).id;
  const { stdout } = process;
  const look = chooseLook({ unicode: speaksUnicode(), colour: stdout.isTTY && stdout.hasColors() });
  const write = (line: string) => stdout.write(`${line}\n`);
  const canErase = stdout.isTTY && !process.env.CI && process.env.TERM !== 'dumb';
  const waiting = canErase ? new WaitingLine((text) => stdout.write(text)) : null;
  const reporter = options.json
    ? wayDocument(ends, write)
    : wayReporter(ends, look, stdout.isTTY ? stdout.columns : null, write, waiting);
  const stop = listenForStop(() => {});
  try {
    const measure = options.speed ?? true;
    const asked = { controlSchema: DEFAULT_CONTROL_SCHEMA, measure, stateFolder, instance };
    for await (const event of testConnections(ends, asked, stop.signal)) reporter.event(event);
  } catch (error) {
    if (stop.signal.aborted) throw new DmsError('interrupted', { task: '' });
    throw error;
  } finally {
    stop.dispose();
    waiting?.clear();
  }
  return reporter.finish() ? EXIT.done : EXIT.endpoint;
}
