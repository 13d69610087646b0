import { expect, test } from 'vitest';
import { estimate, type Pace } from '../../../src/engine/assess/estimate.ts';
import type { TablePlan } from '../../../src/model/table.ts';
import { plannedColumn, tablePlan } from '../../support/row-blocks.ts';

const MB = 1024 * 1024;
const FAST = { latencyMs: 0.1, bytesPerSecond: 1e9 };

const pace: Pace = {
  lanes: 4,
  chunkBytes: 48 * MB,
  commitRows: null,
  validates: false,
  way: 'load data',
  source: FAST,
  target: FAST,
};

function plan(megabytes: number, hasKey = true): TablePlan {
  const made = tablePlan('s', 't', [plannedColumn('id', 'integer')]);
  const source = { ...made.source, dataBytes: megabytes * MB, estimatedRows: megabytes * 1_000 };
  return { ...made, source, key: hasKey ? [0] : null };
}

const seconds = (plans: readonly TablePlan[], more: Partial<Pace> = {}) =>
  estimate(plans, { ...pace, ...more }).total.milliseconds / 1_000;

test('an estimate grows with the bytes, and with the comparison afterwards', () => {
  const one = seconds([plan(1_000)]);
  expect(seconds([plan(2_000)])).toBeGreaterThan(1.9 * one);
  expect(seconds([plan(1_000), plan(1_000)])).toBeGreaterThan(1.9 * one);
  expect(seconds([plan(1_000)], { validates: true })).toBeGreaterThan(one + 10);
  expect(seconds([])).toBe(0);
});

test('more lanes help, INSERT and slow lines do not, and what bounds it is named', () => {
  const four = estimate([plan(1_000)], pace).total;
  expect(four.limitedBy).toBe('servers');
  expect(seconds([plan(1_000)], { lanes: 1 })).toBeGreaterThan(3 * seconds([plan(1_000)]));
  expect(seconds([plan(1_000)], { way: 'insert' })).toBeGreaterThan(1.5 * seconds([plan(1_000)]));
  const slow = { latencyMs: 20, bytesPerSecond: 1e6 };
  const line = estimate([plan(1_000)], { ...pace, source: slow }).total;
  expect(line.limitedBy).toBe('source line');
  expect(line.milliseconds / 1_000).toBeGreaterThan(1_000);
  expect(estimate([plan(1_000)], { ...pace, target: slow }).total.limitedBy).toBe('target line');
  expect(estimate([plan(1_000)], { ...pace, source: null, target: null }).total.limitedBy).toBe('servers');
});

test('a table that is one stream is not over before its stream is', () => {
  const { total } = estimate([plan(1_000, false)], pace);
  expect(total.limitedBy).toBe('single stream');
  expect(total.milliseconds).toBeGreaterThan(3_000 * seconds([plan(1_000)]));
  expect(total.chunks).toBe(1);
});

test('thousands of small tables cost their round trips', () => {
  const many = Array.from({ length: 1_000 }, () => plan(0.01));
  const far = { latencyMs: 50, bytesPerSecond: 1e9 };
  expect(seconds(many, { target: far })).toBeGreaterThan(100);
  expect(seconds(many)).toBeLessThan(30);
});

test('chunks are counted as the planner cuts them', () => {
  const chunks = (megabytes: number, more: Partial<Pace> = {}) =>
    estimate([plan(megabytes)], { ...pace, ...more }).total.chunks;
  expect(chunks(0)).toBe(1);
  expect(chunks(1)).toBe(1);
  // Ten large ones, and towards the end smaller ones for all lanes.
  expect(chunks(960)).toBeGreaterThan(20);
  expect(chunks(960)).toBeLessThan(60);
  expect(chunks(10, { commitRows: 100 })).toBe(100);
  expect(estimate([plan(1e9)], { ...pace, commitRows: 1 }).total.chunks).toBe(1e12);
});
