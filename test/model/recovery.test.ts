import { expect, test } from 'vitest';
import { mostTries, pauseBefore, type Recovery, USUAL_RECOVERY } from '../../src/model/recovery.ts';

function pauses(recovery: Recovery, most = 20): (number | null)[] {
  return Array.from({ length: most }, (_, before) => {
    const pauseMs = pauseBefore(recovery, before);
    return pauseMs === null ? null : pauseMs / 1_000;
  });
}

test('the usual pauses are those of AWS DMS: nine tries, each pause twice the one before', () => {
  expect(pauses(USUAL_RECOVERY, 11)).toEqual([5, 10, 20, 40, 80, 160, 320, 640, 1280, null, null]);
  expect(mostTries(USUAL_RECOVERY)).toBe(9);
});

test('a number of tries ends them, whatever the pauses', () => {
  expect(pauses({ ...USUAL_RECOVERY, tries: 2 }, 4)).toEqual([5, 10, null, null]);
  expect(mostTries({ ...USUAL_RECOVERY, tries: 2 })).toBe(2);
  expect(pauses({ ...USUAL_RECOVERY, tries: 0 }, 2)).toEqual([null, null]);
  expect(mostTries({ ...USUAL_RECOVERY, tries: 0 })).toBe(0);
});

test('pauses that do not grow are alike for ever', () => {
  const steady = { ...USUAL_RECOVERY, longestMs: null };
  expect(new Set(pauses(steady, 100))).toEqual(new Set([5]));
  expect(mostTries(steady)).toBeNull();
});

test('pauses that may be the longest go on at that', () => {
  const patient = { ...USUAL_RECOVERY, longestMs: 30_000, endsAtLongest: false };
  expect(pauses(patient, 5)).toEqual([5, 10, 20, 30, 30]);
  expect(mostTries(patient)).toBeNull();
  expect(mostTries({ ...patient, tries: 4 })).toBe(4);
});
