/** How what stands over a place is drawn: in the place's stead, so that nothing shines through. */
import type { Console } from '../console.ts';
import { keyName } from '../keys/key-name.ts';
import { cut, printable, width } from '../layout/text.ts';
import { wrappedWhole } from '../layout/wrap.ts';
import { errorOnScreen } from '../lines/error-on-screen.ts';
import type { Drawing, Room } from '../place.ts';
import type { Overlay } from '../state/console-state.ts';
import { placed } from '../state/list.ts';
import { words } from '../text/words.ts';
import type { Look } from '../theme/look.ts';
import { pointed } from '../widgets/pointed.ts';
import { drawField } from '../widgets/text-field.ts';
import { commandLines, helpLines } from './overlay-lists.ts';

const INDENT = '  ';

export function drawOverlay(overlay: Overlay, console: Console, room: Room, look: Look): Drawing {
  switch (overlay.kind) {
    case 'leave':
      return {
        lines: framed(words().frame.leave.title, words().frame.leave.lines(keyName('app.leave')), room, look),
      };
    case 'error':
      return drawError(overlay, room, look);
    case 'question':
      return drawQuestion(overlay, room, look);
    case 'help': {
      const help = helpLines(console.offered(), console.keymap, overlay.filter.text);
      const keys = Math.max(0, ...help.map((line) => width(line.keys)));
      const lines = help.map((line) => `${look.paint('accent', line.keys.padEnd(keys))}  ${line.says}`);
      return drawFiltered(words().frame.help.title, overlay.filter, lines, overlay.list, room, look);
    }
    case 'command': {
      const lines = commandLines(console.offered(), overlay.field.text).map(
        ({ command, says }) => `${says}  ${look.paint('dim', command)}`,
      );
      return drawFiltered(words().frame.help.command, overlay.field, lines, overlay.list, room, look);
    }
  }
}

function drawFiltered(
  title: string,
  filter: Parameters<typeof drawField>[0],
  lines: readonly string[],
  list: Parameters<typeof placed>[0],
  room: Room,
  look: Look,
): Drawing {
  const head = `${INDENT}${title}  `;
  const field = drawField(filter, Math.max(10, room.columns - width(head) - 2), look);
  const sight = Math.max(1, room.rows - 3);
  const place = placed(list, lines.length, sight);
  const shown = lines
    .slice(place.top, place.top + sight)
    .map((line, index) => pointed(line, place.top + index === place.at, look));
  return {
    lines: ['', `${look.paint('bold', head)}${field.text}`, '', ...shown],
    cursor: { column: width(head) + field.cursor, row: 1 },
  };
}

function drawError(overlay: Extract<Overlay, { kind: 'error' }>, room: Room, look: Look): Drawing {
  const lines = errorOnScreen(overlay.error, look, room.columns);
  const sight = Math.max(1, room.rows - 2);
  const from = Math.min(overlay.list.at, Math.max(0, lines.length - sight));
  return { lines: ['', ...lines.slice(from, from + sight)] };
}

function drawQuestion(
  { question, field }: Extract<Overlay, { kind: 'question' }>,
  room: Room,
  look: Look,
): Drawing {
  const enter = look.paint('accent', 'enter');
  const stays = look.paint('accent', 'esc');
  const lines = framed(question.title, question.lines.map(printable), room, look);
  const stay = `${stays} ${words().frame.question.no}`;
  if (question.typed === null) {
    return { lines: [...lines, '', `${INDENT}${enter} ${question.yes}   ${stay}`] };
  }
  const ask = `${INDENT}${words().frame.question.type(printable(question.typed))}  `;
  const drawn = drawField(field, Math.max(10, room.columns - width(ask) - 2), look);
  const ready = field.text.trim() === question.typed;
  const yes = ready ? `${enter} ${question.yes}   ` : '';
  // The answer stays in sight however many tables the question lists.
  const shown = lines.slice(0, Math.max(2, room.rows - 5));
  return {
    lines: [...shown, '', `${ask}${drawn.text}`, '', `${INDENT}${yes}${stay}`],
    cursor: { column: width(ask) + drawn.cursor, row: shown.length + 1 },
  };
}

function framed(title: string, lines: readonly string[], room: Room, look: Look): string[] {
  const body = lines.flatMap((line) => wrappedWhole(line, room.columns - 4));
  return ['', `${INDENT}${look.paint('bold', cut(title, room.columns - 4, look.ellipsis))}`, ''].concat(
    body.map((line) => INDENT + line),
  );
}
