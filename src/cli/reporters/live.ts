/** Progress drawn in place at the bottom of the terminal; what must stay scrolls away above it. */
import { addToReport, emptyReport } from '../../host/run-report.ts';
import type { DmsEvent, ProgressSnapshot, TableStatistics } from '../../model/events.ts';
import { width } from '../../tui/layout/text.ts';
import { frameLines } from '../../tui/lines/live-frame.ts';
import {
  differenceLine,
  errorBlock,
  issueLine,
  planLines,
  skippedLine,
  startLine,
} from '../../tui/lines/run-lines.ts';
import { summaryLines } from '../../tui/lines/summary.ts';
import type { Look } from '../../tui/theme/look.ts';
import type { Output, Reporter } from './reporter.ts';

/** Ten pictures a second: more are not seen, and cost the machine that moves the rows. */
const DRAW_MS = 100;

/** What a window is taken for that does not tell its size. */
const COLUMNS = 80;
const ROWS = 24;

/** Shown as one picture where the terminal knows how; others ignore it. */
const BEGIN = '\x1b[?2026h';
const END = '\x1b[?2026l';

export function liveReporter(output: Output, look: Look): Reporter {
  const report = emptyReport();
  const tables = new Map<string, TableStatistics>();
  let progress: ProgressSnapshot | null = null;
  let above: string[] = [];
  let drawn: string[] = [];
  let timer: NodeJS.Timeout | null = null;
  let lastDraw = Number.NEGATIVE_INFINITY;
  let suspended = false;

  const columns = () => Math.max(20, output.columns ?? COLUMNS);

  /** Moves to where the last picture began, counting the rows that a narrower window made of it. */
  const erase = () => {
    const rows = drawn.reduce((sum, line) => sum + Math.max(1, Math.ceil(width(plain(line)) / columns())), 0);
    drawn = [];
    return rows === 0 ? '' : `\x1b[${rows}A\r\x1b[J`;
  };

  const draw = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (suspended) return;
    lastDraw = performance.now();
    const frame =
      report.outcome === null && report.started !== ''
        ? frameLines(
            { report, progress, tables: [...tables.values()] },
            look,
            columns() - 1,
            (output.rows ?? ROWS) - 1,
          )
        : [];
    const kept = above;
    above = [];
    const clear = erase();
    drawn = frame;
    const text = [...kept, ...drawn].map((line) => `${line}\n`).join('');
    output.write(`${BEGIN}${clear}${text}${END}`);
  };

  const drawSoon = () => {
    if (timer !== null || suspended) return;
    const wait = Math.max(0, lastDraw + DRAW_MS - performance.now());
    timer = setTimeout(draw, wait);
  };

  const keep = (event: DmsEvent): string[] => {
    switch (event.type) {
      case 'run.started':
        return [startLine(report, look)];
      case 'plan':
        return planLines(event).map((line) => look.paint('dim', line));
      case 'issue':
        return [`${look.paint('warn', look.warn)} ${issueLine(event.issue)}`];
      case 'rows.skipped':
        return [skippedLine(event)];
      case 'validation.difference':
        return [differenceLine(event.table, event.difference)];
      case 'error':
        return errorBlock(event.error, event.table, look);
      default:
        return [];
    }
  };

  return {
    event(event) {
      addToReport(report, event);
      if (event.type === 'plan') for (const table of event.tables) tables.delete(table.source);
      if (event.type === 'table.state') tables.set(event.table.source, event.table);
      if (event.type === 'progress') {
        progress = event.progress;
        for (const table of event.progress.tables) tables.set(table.source, table);
      }
      above.push(...keep(event));
      drawSoon();
    },
    suspend() {
      draw();
      output.write(erase());
      suspended = true;
    },
    resume() {
      suspended = false;
      drawSoon();
    },
    say(line) {
      above.push(line);
      drawSoon();
    },
    finish(result) {
      suspended = false;
      above.push(...summaryLines(report, result, look, columns()));
      draw();
    },
  };
}

function plain(line: string): string {
  return line.replace(/\x1b\[[\d;]*m/g, '');
}
