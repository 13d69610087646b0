import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changeName } from '../../src/model/name-change.ts';

describe('a name change', () => {
  test('of adding a prefix or suffix is undone by removing it', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1 }), (name, value) => {
        const prefixed = changeName(name, { action: 'add-prefix', value });
        expect(prefixed).toBe(value + name);
        expect(changeName(prefixed, { action: 'remove-prefix', value })).toBe(name);
        const suffixed = changeName(name, { action: 'add-suffix', value });
        expect(suffixed).toBe(name + value);
        expect(changeName(suffixed, { action: 'remove-suffix', value })).toBe(name);
      }),
    );
  });

  test('of replacing equals removing and adding, and does nothing where the old text is not', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1 }), fc.string(), (name, oldValue, value) => {
        const prefix = changeName(name, { action: 'replace-prefix', value, oldValue });
        expect(prefix).toBe(name.startsWith(oldValue) ? value + name.slice(oldValue.length) : name);
        const suffix = changeName(name, { action: 'replace-suffix', value, oldValue });
        expect(suffix).toBe(name.endsWith(oldValue) ? name.slice(0, -oldValue.length) + value : name);
      }),
    );
  });

  test('takes a dollar sign for a dollar sign', () => {
    expect(changeName('old_t', { action: 'replace-prefix', value: '$&', oldValue: 'old_' })).toBe('$&t');
  });

  test('renames and changes case', () => {
    expect(changeName('Movies', { action: 'rename', value: 'films' })).toBe('films');
    expect(changeName('Movies', { action: 'convert-lowercase' })).toBe('movies');
    expect(changeName('Movies', { action: 'convert-uppercase' })).toBe('MOVIES');
  });
});
