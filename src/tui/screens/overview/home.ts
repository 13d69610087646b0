/** Home: the tasks, endpoints and instances there are. */
import type { CommandId } from '../../keys/commands.ts';
import type { Place, PlaceContext, Visit } from '../../place.ts';
import { filterAfter, filterCommands, filterTyped } from '../../state/filter.ts';
import { isMoving, MOVING } from '../../state/list.ts';
import { words } from '../../text/words.ts';
import { endpointVisit, newEndpointVisit } from '../endpoint/endpoint.ts';
import { instanceVisit } from '../instance/instance.ts';
import { newInstanceVisit } from '../instance/new-instance.ts';
import { wayVisit } from '../way/way.ts';
import { wizardVisit } from '../wizard/wizard.ts';
import { drawHome, homeSight } from './draw-home.ts';
import { askToDeleteEndpoint, browse } from './endpoint-actions.ts';
import type { EndpointRow, HomeRow, InstanceRow, View } from './home-rows.ts';
import { HOME_START, type HomeState, movedAtHome, rowAt, withHomeFilter, withView } from './home-state.ts';
import { askToDeleteInstance } from './instance-actions.ts';
import { actOnTask, taskCommands } from './task-actions.ts';
import { HomeWatch } from './watch-home.ts';

type Context = PlaceContext<HomeState>;

export function homeVisit(view: View = 'tasks'): Visit<HomeState> {
  return { place: homePlace(new HomeWatch()), state: { ...HOME_START, view } };
}

function homePlace(watch: HomeWatch): Place<HomeState> {
  return {
    title: ({ view }) => words().home.views[view],
    commands,
    takesText: ({ filters, view }) => filters[view].open,
    draw: drawHome,
    opened(context) {
      const { console, update } = context;
      const keys = { migration: console.keyOf('task.new'), lab: console.keyOf('lab.open') };
      update((state) => ({ ...state, begin: { ...keys, hasLab: console.openLab !== null } }));
      watch.start(context);
    },
    returned: () => watch.now(),
    perform(command, context) {
      const { state, update, room } = context;
      if (isMoving(command)) update((before) => movedAtHome(before, command, homeSight(room)));
      else if (command === 'view.tasks') update((before) => withView(before, 'tasks'));
      else if (command === 'view.endpoints') update((before) => withView(before, 'endpoints'));
      else if (command === 'view.instances') update((before) => withView(before, 'instances'));
      else {
        const filter = filterAfter(state.filters[state.view], command);
        if (filter !== null) update((before) => withHomeFilter(before, filter));
        else act(command, context, () => watch.now());
      }
    },
    write: (text, isPaste, { update }) =>
      update((state) => withHomeFilter(state, filterTyped(state.filters[state.view], text, isPaste))),
  };
}

function commands(state: HomeState): readonly CommandId[] {
  const { view, filters, shown, rows } = state;
  const filter = filters[view];
  if (filter.open) return [...filterCommands(filter), 'list.up', 'list.down'];
  const views = ['view.tasks', 'view.endpoints', 'view.instances', 'app.quit'] as const;
  if (rows === null) return views;
  const row = rowAt(state);
  const finds = shown[view].length > 0 || filter.field.text !== '' ? filterCommands(filter) : [];
  const moves = shown[view].length > 0 ? MOVING : [];
  return [...rowCommands(row), ...newCommands(state), ...finds, ...views, ...moves];
}

function newCommands(state: HomeState): readonly CommandId[] {
  switch (state.view) {
    case 'tasks':
      return state.begin.hasLab ? ['task.new', 'lab.open'] : ['task.new'];
    case 'endpoints':
      return ['endpoint.new-source', 'endpoint.new-target'];
    case 'instances':
      return ['instance.new'];
  }
}

function rowCommands(row: HomeRow | null): readonly CommandId[] {
  switch (row?.kind) {
    case 'task':
      return taskCommands(row);
    case 'endpoint':
      return row.endpoint === null
        ? ['endpoint.delete']
        : ['endpoint.open', 'endpoint.browse', 'endpoint.way', 'endpoint.delete'];
    case 'instance':
      return ['instance.open', 'instance.delete'];
    default:
      return [];
  }
}

function act(command: CommandId, context: Context, done: () => void): void {
  const { console, state } = context;
  const row = rowAt(state);
  if (command === 'task.new') console.open(wizardVisit());
  else if (command === 'endpoint.new-source') console.open(newEndpointVisit('source'));
  else if (command === 'endpoint.new-target') console.open(newEndpointVisit('target'));
  else if (command === 'instance.new') console.open(newInstanceVisit(console.stateFolder));
  else if (command === 'lab.open') openLabs(context);
  else if (row?.kind === 'task') actOnTask(command, context, row, done);
  else if (row?.kind === 'endpoint') actOnEndpoint(command, context, row, done);
  else if (row?.kind === 'instance') actOnInstance(command, context, row, done);
}

/** What labs are made of is loaded when somebody wants one. */
function openLabs({ console, work }: Context): void {
  work(async () => {
    const { chooseLabVisit } = await import('../lab/choose-lab.ts');
    console.open(chooseLabVisit(console.stateFolder));
  });
}

function actOnEndpoint(command: CommandId, context: Context, row: EndpointRow, done: () => void): void {
  const { endpoint } = row;
  if (command === 'endpoint.open' && endpoint !== null) context.console.open(endpointVisit(endpoint));
  if (command === 'endpoint.browse') browse(context, row);
  if (command === 'endpoint.way' && endpoint !== null)
    context.console.open(wayVisit({ [endpoint.role]: endpoint.id }));
  if (command === 'endpoint.delete') askToDeleteEndpoint(context, row, done);
}

function actOnInstance(command: CommandId, context: Context, row: InstanceRow, done: () => void): void {
  if (command === 'instance.open') context.console.open(instanceVisit(row.instance));
  if (command === 'instance.delete') askToDeleteInstance(context, row, done);
}
