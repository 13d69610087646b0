/** Chance that comes out the same every time. */

/** Everything a row may hold that a format could trip over. */
const CHARACTERS = Array.from('abcdefgh XYZ0129,;"\'\\\t\n\r|%_äß한글漢🙂');

export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** At least 0, less than 1 (mulberry32). */
  fraction(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from 0 to `limit` - 1. */
  below(limit: number): number {
    return Math.floor(this.fraction() * limit);
  }

  /** One in eight is NULL. */
  maybe<Value>(value: () => Value): Value | null {
    return this.below(8) === 0 ? null : value();
  }

  text(most: number): string {
    return Array.from({ length: this.below(most) }, () => CHARACTERS[this.below(CHARACTERS.length)]).join('');
  }

  bytes(most: number): Buffer {
    return Buffer.from(Array.from({ length: this.below(most) }, () => this.below(256)));
  }
}
