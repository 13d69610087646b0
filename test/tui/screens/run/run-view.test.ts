import { describe, expect, test } from 'vitest';
import type { ChunkStatistics, EventBody } from '../../../../src/model/events.ts';
import { emptyView, type RunView, viewAfter } from '../../../../src/tui/screens/run/run-view.ts';
import { rateOfTable } from '../../../../src/tui/screens/run/table-view.ts';
import {
  completed,
  finished,
  plan,
  progress,
  recorded,
  started,
  table,
} from '../../../cli/support/recorded-run.ts';

function folded(...bodies: readonly EventBody[]): RunView {
  return viewAfter(emptyView(), recorded(...bodies.map((body, second) => [second, body] as const)));
}

function named(view: RunView): string[] {
  return view.tables.map(({ statistics }) => statistics.source);
}

function chunk(index: number, state: ChunkStatistics['state']): ChunkStatistics {
  return { index, state, tries: 1, low: null, high: null, rows: 0, bytes: 0, skipped: 0, ms: 0 };
}

describe('the view of a run', () => {
  test('is the same whether events come one by one or all at once', () => {
    const bodies = [
      started,
      plan('dees.a', 'dees.b'),
      ...Array.from({ length: 20 }, (_, tick) =>
        progress({
          elapsedMs: tick * 250,
          rows: tick * 100,
          tables: [table('dees.a', { rows: tick * 100 })],
        }),
      ),
      finished([completed('dees.a', 2000), completed('dees.b', 0)]),
    ];
    const events = recorded(...bodies.map((body, second) => [second, body] as const));
    const oneByOne = events.reduce((view, event) => viewAfter(view, [event]), emptyView());
    expect(oneByOne).toEqual(viewAfter(emptyView(), events));
  });

  test('changes nothing of the view before', () => {
    const before = folded(started, plan('dees.a'));
    const copy = structuredClone(before);
    viewAfter(before, recorded([9, { type: 'table.state', table: completed('dees.a', 5) }]));
    expect(before).toEqual(copy);
  });

  test('keeps tables in the order of the plan while they come and go', () => {
    const view = folded(
      started,
      { type: 'table.state', table: table('dees.c') },
      plan('dees.a', 'dees.b', 'dees.c'),
      progress({ tables: [table('dees.c'), table('dees.a')] }),
      progress({ tables: [completed('dees.c', 3), table('dees.b')] }),
    );
    expect(named(view)).toEqual(['dees.a', 'dees.b', 'dees.c']);
    expect(view.tables[2]!.statistics).toMatchObject({ state: 'Table completed', rows: 3 });
    expect(view.tables[2]!.planned).toMatchObject({ source: 'dees.c', key: ['id'] });
  });

  test('shows what a table is expected to have before anything moves', () => {
    expect(folded(started, plan('dees.a')).tables[0]!.statistics).toMatchObject({
      state: 'Before load',
      rows: 0,
      expectedRows: 5_000_000,
      expectedIsExact: false,
    });
  });

  test('takes the tables of a comparison alone as they come: it has no plan of them', () => {
    const compares = progress({ phase: 'validation', tables: [table('dees.b'), table('dees.a')] });
    expect(named(folded(started, plan(), compares))).toEqual(['dees.b', 'dees.a']);
  });

  test('knows of each chunk how it stands now', () => {
    const view = folded(
      started,
      plan('dees.a'),
      { type: 'chunks', table: 'dees.a', chunks: [chunk(1, 'waiting'), chunk(0, 'running')] },
      { type: 'chunks', table: 'dees.a', chunks: [chunk(0, 'done'), chunk(2, 'running')] },
    );
    expect(view.tables[0]!.chunks.map(({ index, state }) => `${index} ${state}`)).toEqual([
      '0 done',
      '1 waiting',
      '2 running',
    ]);
  });

  test('asks until there was an answer, or the run is over', () => {
    const question: EventBody = { type: 'question', prep: 'truncate', name: 'shop', tables: [] };
    expect(folded(started, question).question).toMatchObject({ name: 'shop' });
    expect(folded(started, question, { type: 'answer', yes: true }).question).toBeNull();
    expect(folded(started, question, finished([])).question).toBeNull();
  });

  test('tells the rate of a table over the last seconds, and of none that nobody works on', () => {
    const moving = Array.from({ length: 40 }, (_, tick) =>
      progress({ elapsedMs: tick * 250, tables: [table('dees.a', { rows: tick * 250 })] }),
    );
    const view = folded(started, plan('dees.a', 'dees.b'), ...moving);
    expect(rateOfTable(view.tables[0]!)).toBeCloseTo(1000, -1);
    expect(rateOfTable(view.tables[1]!)).toBeNull();
    const stuck = Array.from({ length: 40 }, (_, tick) =>
      progress({ elapsedMs: 10_000 + tick * 250, tables: [] }),
    );
    expect(rateOfTable(folded(started, plan('dees.a'), ...moving, ...stuck).tables[0]!)).toBe(0);
  });

  test('begins the line of rates anew when rows are compared instead of moved', () => {
    const load = progress({ elapsedMs: 60_000, rows: 1000 });
    const compare = progress({ phase: 'validation', elapsedMs: 61_000, rows: 10 });
    expect(folded(started, load, compare).rates).toMatchObject({ fromMs: 61_000, count: 10 });
  });

  test('takes ten thousand tables at the pace they are told', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => `dees.table_${index}`);
    let view = folded(started, plan(...many));
    const began = performance.now();
    for (let tick = 0; tick < 40; tick++) {
      view = viewAfter(
        view,
        recorded([tick, progress({ elapsedMs: tick * 250, tables: [table(many[tick]!)] })]),
      );
    }
    // Ten seconds of a run; a screen that needs more than a tenth of them is felt.
    expect(performance.now() - began).toBeLessThan(1000);
    expect(view.tables).toHaveLength(10_000);
  });
});
