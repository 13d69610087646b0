/** The whole way from a source to a target, tested at once from the instance there is. */

import type { SavedEndpoint } from '../../../model/endpoint.ts';
import { DmsError } from '../../../model/errors.ts';
import { DEFAULT_CONTROL_SCHEMA } from '../../../model/task-settings.ts';
import { readEndpoints } from '../../../store/endpoints.ts';
import { findSecrets } from '../../../store/find-secrets.ts';
import type { Place, PlaceContext, Visit } from '../../place.ts';
import { formAfter, formCommands, withValue } from '../../state/form.ts';
import { isMoving } from '../../state/list.ts';
import { words } from '../../text/words.ts';
import { testingInstance } from '../endpoint/testing-instance.ts';
import { askInConsole } from '../secret/secret.ts';
import { drawWay, wayScrolled } from './draw-way.ts';
import { chosenEnds, endChanged, WAY_START, type WayState, waySpecs, wayStarted } from './way-state.ts';

/** The arrows go from field to field. */
const PAGES = ['list.page-down', 'list.page-up'] as const;

const place: Place<WayState> = {
  title: () => words().wholeWay.title,
  commands: (state) => [
    ...(state.isRunning || chosenEnds(state) === null ? [] : (['way.test'] as const)),
    ...(state.ends === null ? [] : PAGES),
    ...formCommands(state.form, waySpecs(state)),
  ],
  takesText: () => false,
  draw: drawWay,
  opened({ work, update, console }) {
    work(async () => {
      const { endpoints } = await readEndpoints(console.stateFolder);
      update((state) => ({ ...state, endpoints }));
    });
  },
  perform(command, context) {
    const { state, update, room } = context;
    const form = formAfter(state.form, waySpecs(state), command);
    if (form !== null)
      update((now) => ({ ...now, form, ends: form.values === now.form.values ? now.ends : null }));
    else if (isMoving(command)) update((now) => ({ ...now, scroll: wayScrolled(now, command, room) }));
    else if (command === 'way.test' && !state.isRunning) test(context);
  },
};

/** With these ends chosen, where they are known. */
export function wayVisit(
  chosen: { readonly source?: string; readonly target?: string } = {},
): Visit<WayState> {
  const { form } = WAY_START;
  const withSource = chosen.source === undefined ? form : withValue(form, 'source', chosen.source);
  const both = chosen.target === undefined ? withSource : withValue(withSource, 'target', chosen.target);
  return { place, state: { ...WAY_START, form: both } };
}

function test(context: PlaceContext<WayState>): void {
  const { console, update } = context;
  const chosen = chosenEnds(context.state);
  if (chosen === null) return;
  context.work(async (signal) => {
    try {
      const ends = [await endOf(chosen.source, context), await endOf(chosen.target, context)];
      update(wayStarted);
      const { testConnections } = await import('../../../host/test-connections.ts');
      const { stateFolder } = console;
      const instance = testingInstance(stateFolder);
      const request = { controlSchema: DEFAULT_CONTROL_SCHEMA, measure: true, stateFolder, instance };
      for await (const event of testConnections(ends, request, signal)) {
        if (event.type === 'hop')
          update((state) =>
            endChanged(state, event.role, (end) => ({ ...end, hops: [...end.hops, event.hop] })),
          );
        if (event.type === 'speed')
          update((state) => endChanged(state, event.role, (end) => ({ ...end, speed: event.speed })));
      }
    } catch (error) {
      // Who would not say a password has changed their mind.
      if (!(error instanceof DmsError && error.is('interrupted'))) throw error;
    } finally {
      update((state) => ({ ...state, isRunning: false }));
    }
  });
}

async function endOf(endpoint: SavedEndpoint, { console }: PlaceContext<WayState>) {
  const { id, role, address } = endpoint;
  const secrets = await findSecrets({ role, address, references: endpoint }, askInConsole(console));
  return { id, role, address, secrets };
}
