/** Keeps home up to date while it is there: once a second, and at once when something was done in it. */
import type { PlaceContext } from '../../place.ts';
import { words } from '../../text/words.ts';
import { everySecond } from '../every-second.ts';
import type { HomeRows } from './home-rows.ts';
import { type HomeState, withRows } from './home-state.ts';
import { HomeReader } from './read-home.ts';

export class HomeWatch {
  #wake = new AbortController();

  start(context: PlaceContext<HomeState>): void {
    const reader = new HomeReader(context.console.stateFolder);
    const read = async () => {
      const isFirst = context.state.rows === null;
      const { rows, troubles } = await reader.read();
      const now = Date.now();
      context.update((state) => withRows(state, rows, troubles, now), isFirst ? 'now' : 'tick');
      context.console.status(statusLine(rows, context.room.columns));
    };
    const wake = () => {
      this.#wake = new AbortController();
      return this.#wake.signal;
    };
    context.work((signal) => everySecond(read, signal, wake));
  }

  /** Reads at once. */
  now(): void {
    this.#wake.abort();
  }
}

/** In a narrow window only what is most wanted. */
const NARROW = 80;

/** `instance small-1 available   3 tasks, 1 running` */
function statusLine({ tasks, instances }: HomeRows, columns: number): string {
  const says = words().home.status;
  const running = tasks.filter(({ state }) => state !== null && state.owner !== null && state.run !== null);
  const count = tasks.length === 0 ? '' : says.tasks(tasks.length, running.length);
  const [only, other] = instances;
  if (only === undefined || columns < NARROW) return count;
  const { instance: of } = words();
  const where =
    other === undefined
      ? says.instance(only.id, of.statuses[only.state.status])
      : says.instances(instances.length, instances.filter(({ state }) => state.owner !== null).length);
  return [where, count].filter((part) => part !== '').join('   ');
}
