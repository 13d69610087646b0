import { describe, expect, test } from 'vitest';
import { DmsError } from '../../src/model/errors.ts';
import { capacityOf, parseInstanceId } from '../../src/model/instance.ts';

const MB = 1024 * 1024;
const machine = { cores: 4, memoryBytes: 16_384 * MB };

describe('the id of an instance', () => {
  test.each(['a', 'small-1', 'x'.repeat(63), 'a1-b2-c3'])('may be %s', (id) => {
    expect(parseInstanceId(id)).toBe(id);
  });

  test('is kept in lower case, as AWS DMS keeps it', () => {
    expect(parseInstanceId('Small-ONE')).toBe('small-one');
  });

  test.each(['', '1a', '-a', 'a-', 'a--b', 'a_b', 'a.b', 'a b', 'é', '../a', 'x'.repeat(64)])(
    'may not be %j',
    (id) => {
      expect(() => parseInstanceId(id)).toThrow(DmsError);
    },
  );
});

describe('a class', () => {
  test('has a fixed size on every machine', () => {
    for (const one of [machine, { cores: 1, memoryBytes: 512 * MB }]) {
      expect(capacityOf('small', one)).toEqual({ lanes: 2, memoryBytes: 256 * MB });
      expect(capacityOf('medium', one)).toEqual({ lanes: 4, memoryBytes: 512 * MB });
      expect(capacityOf('large', one)).toEqual({ lanes: 8, memoryBytes: 1024 * MB });
    }
  });

  test.each([
    { cores: 4, memory: 16_384, lanes: 4, takes: 512 },
    { cores: 64, memory: 262_144, lanes: 8, takes: 1024 },
    { cores: 8, memory: 1024, lanes: 4, takes: 512 },
    { cores: 1, memory: 16_384, lanes: 1, takes: 256 },
    { cores: 8, memory: 128, lanes: 1, takes: 256 },
  ])('auto is $lanes lanes with $cores cores and $memory MB', ({ cores, memory, lanes, takes }) => {
    expect(capacityOf('auto', { cores, memoryBytes: memory * MB })).toEqual({
      lanes,
      memoryBytes: takes * MB,
    });
  });
});
