/** Numbers as people read them. An estimate is marked by the caller with `~`, never by rounding alone. */

const COUNT_UNITS = ['', ' k', ' M', ' G'];
const BYTE_UNITS = [' B', ' kB', ' MB', ' GB', ' TB', ' PB'];

/** Every digit, in groups: `5,000,000`. */
export function exact(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Three digits that matter: `9,876`, `26.9 k`, `5.16 M`. */
export function compact(count: number): string {
  return count < 10_000 ? exact(count) : scaled(count, COUNT_UNITS);
}

/** Decimal units, as disks and networks are sold: `640 MB`. */
export function bytes(count: number): string {
  return count < 1000 ? `${Math.round(count)} B` : scaled(count, BYTE_UNITS);
}

function scaled(count: number, units: readonly string[]): string {
  let value = count;
  let unit = 0;
  // 999.5 would be printed as 1000 of this unit.
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
  return value.toFixed(digits) + units[unit];
}

/** `00:18`, `1:02:03`. */
export function clock(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${two(minutes)}:${two(seconds % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}

/** `0.3 s`, `31.2 s`, `12:05` from ten minutes on, where tenths mean nothing. */
export function duration(ms: number): string {
  return ms < 600_000 ? `${(ms / 1000).toFixed(1)} s` : clock(ms);
}

/** `0.8 ms`, `31 ms`, `12.3 s`: for what mostly takes no second. */
export function milliseconds(ms: number): string {
  if (ms >= 999.5) return `${(ms / 1000).toFixed(1)} s`;
  return `${ms < 9.95 ? ms.toFixed(1) : ms.toFixed(0)} ms`;
}

/** A share as whole percent; 100 only when nothing is missing, 0 only when there is nothing. */
export function percent(part: number, whole: number): string {
  if (whole <= 0) return '0 %';
  const share = part / whole;
  if (share >= 1) return '100 %';
  return `${Math.min(99, Math.max(part > 0 ? 1 : 0, Math.round(share * 100)))} %`;
}

/** `1 table`, `3 tables`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${exact(count)} ${count === 1 ? one : many}`;
}
