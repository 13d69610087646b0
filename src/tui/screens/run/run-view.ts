/**
 * What a run looks like, folded from its events. The same events give the same view, whoever follows them; it
 * is made outside of any drawing, many events at a time.
 */
import { addToReport, emptyReport, type RunReport } from '../../../host/run-report.ts';
import type { Issue } from '../../../model/errors.ts';
import type {
  Destruction,
  DialSettings,
  DmsEvent,
  ProgressSnapshot,
  TableStatistics,
} from '../../../model/events.ts';
import { type HistoryLimits, type RateHistory, sampled } from './rate-history.ts';
import {
  emptyTable,
  isAtWork,
  NOTHING_YET,
  plannedTable,
  sampledTable,
  type TableView,
  withChunks,
  withStep,
} from './table-view.ts';

export interface RunView {
  readonly report: RunReport;
  /** The newest; null until the lanes are at work. */
  readonly progress: ProgressSnapshot | null;
  /** Null for a run that cannot be told anything. */
  readonly dials: DialSettings | null;
  /** What waits for an answer. */
  readonly question: Destruction | null;
  /** In the order of the plan, which is that of the work. */
  readonly tables: readonly TableView[];
  /** Where each of them is, by its name on the source; the same as long as there are the same tables. */
  readonly places: ReadonlyMap<string, number>;
  /** Rows moved, then rows compared. */
  readonly rates: RateHistory | null;
  /** What was said since the last progress: why there is none, as when a lost connection is made anew. */
  readonly news: Issue | null;
  /** What was refused of each table, in the order of the events. */
  readonly skipped: readonly SkippedRows[];
}

export type SkippedRows = Omit<Extract<DmsEvent, { type: 'rows.skipped' }>, 'v' | 'seq' | 'runId' | 'type'>;

/** The last minutes: one cell of the line for each step, as many as a wide terminal has room for. */
const RATES: HistoryLimits = { stepMs: 5_000, most: 60, whenFull: 'forget' };

export function emptyView(): RunView {
  return {
    report: emptyReport(),
    progress: null,
    dials: null,
    question: null,
    tables: [],
    places: new Map(),
    rates: null,
    news: null,
    skipped: [],
  };
}

export function viewAfter(view: RunView, events: readonly DmsEvent[]): RunView {
  if (events.length === 0) return view;
  const draft = new Draft(view);
  for (const event of events) draft.add(event);
  return draft.done();
}

/** With the rates that were before anybody looked, as the end of the run's log tells of them. */
export function withPastRates(view: RunView, log: readonly DmsEvent[]): RunView {
  const { progress } = view;
  if (progress === null) return view;
  const rates = log.reduce<RateHistory | null>((before, event) => {
    if (event.type !== 'progress') return before;
    const { phase, elapsedMs, rows } = event.progress;
    // The log may be ahead of what was told: that is still to come.
    if (phase !== progress.phase || elapsedMs > progress.elapsedMs) return before;
    return sampled(before, elapsedMs, rows, RATES);
  }, null);
  return { ...view, rates: rates ?? view.rates };
}

/** The view while events go into it: copied once for all of them, a run may have ten thousand tables. */
class Draft {
  #view: RunView;
  readonly #report: RunReport;
  readonly #tables: TableView[];
  #places: ReadonlyMap<string, number>;
  /** Set when there are others than before. */
  #newPlaces: Map<string, number> | null = null;

  constructor(view: RunView) {
    this.#view = view;
    this.#report = { ...view.report };
    this.#tables = [...view.tables];
    this.#places = view.places;
  }

  add(event: DmsEvent): void {
    this.#addToReport(event);
    switch (event.type) {
      case 'plan':
        this.#plan(event);
        break;
      case 'progress':
        this.#progress(event.progress);
        break;
      case 'table.state':
        this.#state(event.table);
        break;
      case 'chunks':
        this.#change(event.table, (table) =>
          withChunks(event.anew ? { ...table, chunks: [] } : table, event.chunks),
        );
        break;
      case 'step':
        this.#change(event.table, (table) => withStep(table, event.statement));
        break;
      case 'issue':
        this.#set({ news: event.issue });
        break;
      case 'dials':
        this.#set({ dials: event });
        break;
      case 'question':
        this.#set({ question: event });
        break;
      case 'answer':
        this.#set({ question: null });
        break;
      case 'rows.skipped':
        this.#set({ skipped: [...this.#view.skipped, event] });
        break;
      case 'run.finished':
        for (const table of event.tables) this.#state(table);
        this.#set({ question: null });
        break;
    }
  }

  done(): RunView {
    return { ...this.#view, report: this.#report, tables: this.#tables, places: this.#places };
  }

  #set(change: Partial<RunView>): void {
    this.#view = { ...this.#view, ...change };
  }

  /** Lists that grow are copied when they do, so that whoever drew them can tell whether they are the same. */
  #addToReport(event: DmsEvent): void {
    const report = this.#report;
    if (event.type === 'issue') report.issues = [...report.issues];
    if (event.type === 'error') report.errors = [...report.errors];
    if (event.type === 'validation.difference') report.differences = [...report.differences];
    if (event.type === 'rows.skipped') report.skippedFiles = [...report.skippedFiles];
    addToReport(report, event);
  }

  /** What was told of tables while they were prepared is kept; from here on they stand in this order. */
  #plan({ tables }: Extract<DmsEvent, { type: 'plan' }>): void {
    const before = new Map(this.#tables.map((table) => [table.statistics.source, table]));
    this.#tables.length = 0;
    this.#newPlaces = new Map();
    this.#places = this.#newPlaces;
    for (const planned of tables) {
      const known = before.get(planned.source);
      before.delete(planned.source);
      this.#put(planned.source, known === undefined ? plannedTable(planned) : { ...known, planned });
    }
    for (const [source, table] of before) this.#put(source, table);
  }

  #progress(progress: ProgressSnapshot): void {
    const { phase, elapsedMs, rows } = progress;
    const before = this.#view.progress?.phase === phase ? this.#view.rates : null;
    this.#set({ progress, news: null, rates: sampled(before, elapsedMs, rows, RATES) });
    for (const table of progress.tables) this.#state(table);
    this.#tables.forEach((table, place) => {
      if (isAtWork(table.statistics)) this.#tables[place] = sampledTable(table, elapsedMs);
    });
  }

  #state(statistics: TableStatistics): void {
    this.#change(statistics.source, (table) => ({ ...table, statistics }));
  }

  #change(source: string, change: (table: TableView) => TableView): void {
    const place = this.#places.get(source);
    const before = place === undefined ? undefined : this.#tables[place];
    this.#put(source, change(before ?? emptyTable({ ...NOTHING_YET, source, target: source })));
  }

  #put(source: string, table: TableView): void {
    const place = this.#places.get(source) ?? this.#tables.length;
    if (place === this.#tables.length) {
      this.#newPlaces ??= new Map(this.#places);
      this.#newPlaces.set(source, place);
      this.#places = this.#newPlaces;
    }
    this.#tables[place] = table;
  }
}
