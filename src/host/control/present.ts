/**
 * The present of a run as events: all that have happened, but those that later ones have made void. It grows
 * with the number of tables, not with time, so that whoever attaches after a week is there at once.
 */
import {
  type ChunkStatistics,
  type DmsEvent,
  MOST_CHUNKS,
  type TableStatistics,
} from '../../model/events.ts';

/** Of events that come again and again, the newest are kept: the report has the others. */
const MOST_OF_A_KIND = 2_000;

type EventOf<Type extends DmsEvent['type']> = Extract<DmsEvent, { type: Type }>;

export class Present {
  /** In the order in which they happened. */
  readonly #events = new Map<string, DmsEvent>();
  readonly #counts = new Map<string, string[]>();
  /** What changed about tables since their last `table.state`. */
  readonly #progressed = new Map<string, TableStatistics>();

  /** How many events it comes to. */
  get size(): number {
    return this.#events.size;
  }

  add(event: DmsEvent): void {
    switch (event.type) {
      case 'progress':
        for (const table of event.progress.tables) this.#progressed.set(table.source, table);
        this.#put('progress', event);
        break;
      case 'table.state':
        this.#progressed.delete(event.table.source);
        this.#put(`table ${event.table.source}`, event);
        break;
      case 'chunks':
        this.#addChunks(event);
        break;
      case 'run.started':
      case 'plan':
      case 'dials':
      case 'answer':
        this.#put(event.type, event);
        break;
      case 'question':
        this.#events.delete('answer');
        this.#put(event.type, event);
        break;
      case 'run.finished':
        // It tells how every table stands.
        this.#events.delete('progress');
        this.#progressed.clear();
        this.#put(event.type, event);
        break;
      default:
        this.#addNewest(event);
    }
  }

  /** In ascending order of `seq`, with gaps. */
  events(): DmsEvent[] {
    return [...this.#events.values()].map((event) =>
      event.type === 'progress' ? this.#withTables(event) : event,
    );
  }

  /** As `events`, and begins anew. */
  take(): DmsEvent[] {
    const events = this.events();
    this.#events.clear();
    this.#counts.clear();
    this.#progressed.clear();
    return events;
  }

  /** Behind all others, in place of what the name stood for. */
  #put(name: string, event: DmsEvent): void {
    this.#events.delete(name);
    this.#events.set(name, event);
  }

  #addNewest(event: DmsEvent): void {
    const name = `${event.type} ${event.seq}`;
    const names = this.#counts.get(event.type) ?? [];
    this.#counts.set(event.type, names);
    names.push(name);
    if (names.length > MOST_OF_A_KIND) this.#events.delete(names.shift()!);
    this.#put(name, event);
  }

  #addChunks(event: EventOf<'chunks'>): void {
    const name = `chunks ${event.table}`;
    const before = this.#events.get(name) as EventOf<'chunks'> | undefined;
    const goesOn = before !== undefined && !event.anew;
    const chunks = goesOn ? mergedChunks(before.chunks, event.chunks) : event.chunks;
    this.#put(name, { ...event, anew: (goesOn ? before.anew : event.anew) ?? false, chunks });
  }

  #withTables(event: EventOf<'progress'>): DmsEvent {
    return { ...event, progress: { ...event.progress, tables: [...this.#progressed.values()] } };
  }
}

/** The newest of each chunk; of too many, those of the highest index, where the work is. */
function mergedChunks(
  before: readonly ChunkStatistics[],
  after: readonly ChunkStatistics[],
): ChunkStatistics[] {
  const all = new Map(before.map((chunk) => [chunk.index, chunk]));
  for (const chunk of after) all.set(chunk.index, chunk);
  const sorted = [...all.values()].sort((one, other) => one.index - other.index);
  return sorted.slice(-MOST_CHUNKS);
}
