/** Numbers as people read them. An estimate is marked by the caller with `~`, never by rounding alone. */

const COUNT_UNITS = ['', ' k', ' M', ' G'];
const BYTE_UNITS = [' B', ' kB', ' MB', ' GB', ' TB', ' PB'];

const MB = 1024 * 1024;
const GB = 1024 * MB;

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

/** In the binary units memory is sold in: `256 MB`, `1 GB`, `7.8 GB`. */
export function memory(size: number): string {
  if (size < GB) return `${Math.round(size / MB)} MB`;
  return `${Number((size / GB).toFixed(1))} GB`;
}

/** A limit in the binary units that settings give it in: `32 KB`, `64 MB`. */
export function limit(size: number): string {
  return size < MB ? `${Math.floor(size / 1024)} KB` : memory(size);
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

/** With tenths, and as a clock from ten minutes on, where tenths mean nothing. `second` is its unit. */
export function inSeconds(ms: number, second: string): string {
  return ms < 600_000 ? `${(ms / 1000).toFixed(1)}${second}` : clock(ms);
}

/** With tenths where they matter; in seconds where it takes so long. */
export function inMilliseconds(ms: number, second: string): string {
  if (ms >= 999.5) return `${(ms / 1000).toFixed(1)}${second}`;
  return `${ms < 9.95 ? ms.toFixed(1) : ms.toFixed(0)} ms`;
}

/** A share as whole percent; 100 only when nothing is missing, 0 only when there is nothing. */
export function percent(part: number, whole: number): string {
  if (whole <= 0) return '0 %';
  const share = part / whole;
  if (share >= 1) return '100 %';
  return `${Math.min(99, Math.max(part > 0 ? 1 : 0, Math.round(share * 100)))} %`;
}
