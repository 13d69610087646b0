/** Korean sentences around facts, as a person reads them. */
import { expect, test } from 'vitest';
import type { ProgressSnapshot, TableStatistics } from '../../../src/model/events.ts';
import { ko } from '../../../src/tui/text/ko/catalogue.ts';

const progress: ProgressSnapshot = {
  phase: 'load',
  elapsedMs: 18_000,
  rows: 2_990_000,
  expectedRows: 5_160_000,
  bytes: 0,
  rowsPerSecond: 161_000,
  bytesPerSecond: 20.4e6,
  remainingMs: 14_000,
  waits: { source: 0.07, target: 0.81, here: 0.12 },
  lanes: 2,
  paused: false,
  tablesDone: 1,
  tablesTotal: 3,
  stalled: [],
  tables: [],
};

test('amounts and times come with their units', () => {
  expect([ko.counts.rows(62_423), ko.counts.tables(3), ko.counts.lanes(2)]).toEqual([
    '62,423행',
    '테이블 3개',
    '레인 2개',
  ]);
  expect([310, 31_240, 725_000].map(ko.time.duration)).toEqual(['0.3초', '31.2초', '12:05']);
  expect([0.84, 31, 12_300].map(ko.time.milliseconds)).toEqual(['0.8 ms', '31 ms', '12.3초']);
});

test('a run is told while it is under way', () => {
  expect(ko.run.planned(3, 5_160_000, 640e6, 2)).toBe('테이블 3개, ~5.16 M행, ~640 MB, 레인 2개');
  expect(ko.run.rowsOf(progress.rows, progress.expectedRows)).toBe('2.99 M / ~5.16 M행');
  expect(ko.run.rate(progress)).toBe('161 k행/초  20.4 MB/초');
  expect(ko.run.rate({ ...progress, phase: 'validation' })).toBe('161 k행/초 비교');
  expect(ko.run.waits(progress.waits)).toBe('대기: 대상 81 %  원본 7 %  이쪽 12 %');
  expect(ko.run.counted(1, 3, 1)).toBe('테이블 3개 중 1개 완료, 1개 실패');
  expect(ko.run.skipped('dees.movies', 1, 3, '/r/refused.jsonl')).toBe(
    'dees.movies: 청크 3에서 1행을 제외하고 /r/refused.jsonl에 보관했습니다',
  );
  const table = { rows: 2, elapsedMs: 310, validation: 'Mismatched records' } as TableStatistics;
  expect(ko.run.completed(table)).toBe('완료, 2행, 0.3초, 행 불일치');
});

test('a range of keys that differs is told with its ends, open or not', () => {
  const rows = { sourceRows: 3, targetRows: 2 };
  expect(ko.run.difference('t', { low: ['1', 'a'], high: ['7', 'b'], ...rows })).toBe(
    't: 1, a 다음부터 7, b까지 행이 다릅니다 (원본 3행, 대상 2행)',
  );
  expect(ko.run.difference('t', { low: null, high: null, ...rows })).toBe(
    't: 처음부터 끝까지 행이 다릅니다 (원본 3행, 대상 2행)',
  );
});

test('kinds and actions of objects are translated, and unknown ones are shown as they came', () => {
  expect(ko.run.object('view', 'dees.v', 'left-behind')).toBe('뷰 dees.v: 옮기지 않음');
  expect(ko.run.object('server', 'x', 'moved')).toBe('server x: moved');
});

test('names get the particles they are read with', () => {
  expect(ko.savedEndpoint.done.saved('source', 'shop-1')).toBe('원본 엔드포인트 shop-1을 저장했습니다.');
  expect(ko.savedEndpoint.done.deleted('shop-source')).toBe('shop-source를 삭제했습니다.');
  expect(ko.questions.typeName('dees')).toBe('계속하려면 dees를 입력하세요: ');
});
