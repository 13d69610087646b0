/** Tells the test of endpoints as it goes, to people and to programs. */

import type { WayEnd } from '../../engine/test-way.ts';
import { showAddress } from '../../model/endpoint-url.ts';
import { type AnyHop, type EndpointRole, plannedHops } from '../../model/hops.ts';
import { linksOf, type WayEvent } from '../../model/way.ts';
import { printable } from '../../tui/layout/text.ts';
import { hopLines, untestedLine, wayLine } from '../../tui/lines/way-lines.ts';
import { words } from '../../tui/text/words.ts';
import type { Look } from '../../tui/theme/look.ts';
import type { WaitingLine } from './waiting-line.ts';

export interface WayReporter {
  event(event: WayEvent): void;
  /** Says how it ended; whether every hop works. */
  finish(): boolean;
}

/** Lines of a log are not wrapped by a window. */
const LOG_COLUMNS = 120;

/** `columns` is null where output goes into a file or a pipe. */
export function wayReporter(
  ends: readonly WayEnd[],
  look: Look,
  columns: number | null,
  write: (line: string) => void,
  waiting: WaitingLine | null = null,
): WayReporter {
  const found = hopsByRole(ends);
  const begun = new Set<EndpointRole>();
  const begin = (role: EndpointRole) => {
    if (begun.has(role)) return;
    if (begun.size > 0) write('');
    begun.add(role);
    const { address } = ends.find((end) => end.role === role)!;
    write(look.paint('bold', `${words().common.roles[role]}  ${printable(showAddress(address))}`));
  };
  const ended = new Set<EndpointRole>();
  /** A black hole answers nothing for many seconds: meanwhile the screen says what it waits for. */
  const wait = () => {
    const next = ends.find(({ role }) => !ended.has(role));
    const { planned, hops } = found.get(next?.role ?? 'source') ?? { planned: [], hops: [] };
    const hop = planned[hops.length];
    if (next === undefined || hop === undefined || hops.at(-1)?.result === 'failed') return;
    waiting?.show(look.paint('dim', `${look.ellipsis} ${words().way.waiting(words().hops.names[hop])}`));
  };
  wait();
  return {
    event(event) {
      waiting?.clear();
      begin(event.role);
      const { hops, planned } = found.get(event.role)!;
      switch (event.type) {
        case 'hop':
          hops.push(event.hop);
          for (const line of hopLines(event.hop, look, columns ?? LOG_COLUMNS)) write(line);
          break;
        case 'speed':
          write(look.paint('dim', `  ${words().hops.speed(event.speed)}`));
          break;
        case 'end':
          for (const name of planned.slice(hops.length)) write(untestedLine(name, look));
          ended.add(event.role);
      }
      wait();
    },
    finish() {
      const all = [...found.values()];
      write('');
      const [source, target] = all;
      if (source && target)
        write(wayLine(linksOf(source.planned, source.hops), linksOf(target.planned, target.hops), look));
      const hops = all.flatMap((end) => end.hops);
      const works = hops.every((hop) => hop.result !== 'failed');
      const warned = hops.filter((hop) => hop.result === 'warned').length;
      const ms = hops.reduce((sum, hop) => sum + hop.ms, 0);
      const { way } = words();
      if (works) write(`${look.paint('ok', look.ok)} ${way.works(hops.length, ms, warned)}`);
      else write(`${look.paint('bad', look.bad)} ${way.fails}`);
      return works;
    },
  };
}

/** The same as lines of JSON: one per hop and measurement, and one at the end. */
export function wayDocument(ends: readonly WayEnd[], write: (line: string) => void): WayReporter {
  const found = hopsByRole(ends);
  const put = (line: object) => write(JSON.stringify({ v: 1, ...line }));
  return {
    event(event) {
      if (event.type === 'hop') {
        found.get(event.role)!.hops.push(event.hop);
        put({ type: 'hop', role: event.role, ...event.hop });
      }
      if (event.type === 'speed') put({ type: 'speed', role: event.role, ...event.speed });
    },
    finish() {
      const links = [...found].map(([role, { planned, hops }]) => [role, linksOf(planned, hops)]);
      const works = [...found.values()].every(({ hops }) => hops.every((hop) => hop.result !== 'failed'));
      put({ type: 'test.finished', works, links: Object.fromEntries(links) });
      return works;
    },
  };
}

function hopsByRole(ends: readonly WayEnd[]) {
  return new Map(
    ends.map(({ role, address }) => [role, { planned: plannedHops(address), hops: [] as AnyHop[] }]),
  );
}
