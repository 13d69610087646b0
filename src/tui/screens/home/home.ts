/** Home: the tasks, endpoints and instances there are. */
import type { Place, Visit } from '../../place.ts';

export interface HomeState {
  readonly view: 'tasks' | 'endpoints' | 'instances';
}

const home: Place<HomeState> = {
  title: ({ view }) => view,
  commands: () => ['view.tasks', 'view.endpoints', 'view.instances', 'app.quit'],
  takesText: () => false,
  draw: () => ({ lines: [] }),
  perform(command, { update }) {
    if (command === 'view.tasks') update((state) => ({ ...state, view: 'tasks' }));
    if (command === 'view.endpoints') update((state) => ({ ...state, view: 'endpoints' }));
    if (command === 'view.instances') update((state) => ({ ...state, view: 'instances' }));
  },
};

export function homeVisit(view: HomeState['view'] = 'tasks'): Visit<HomeState> {
  return { place: home, state: { view } };
}
