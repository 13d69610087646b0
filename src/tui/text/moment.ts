/** A point in time as people say it: by this machine's clock, with the day only when it is another one. */

export function moment(iso: string, now: Date = new Date()): string {
  const then = new Date(iso);
  const time = `${two(then.getHours())}:${two(then.getMinutes())}`;
  if (then.toDateString() === now.toDateString()) return time;
  return `${then.getFullYear()}-${two(then.getMonth() + 1)}-${two(then.getDate())} ${time}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
