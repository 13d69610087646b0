/** The whole way as one picture, and below it the hops of each end. */
import { keyName } from '../../keys/key-name.ts';
import { wrapped } from '../../layout/wrap.ts';
import { errorOnScreen } from '../../lines/error-on-screen.ts';
import { hopPathLines } from '../../lines/hop-path.ts';
import { wayLine } from '../../lines/way-lines.ts';
import type { Drawing, Room } from '../../place.ts';
import { words } from '../../text/words.ts';
import type { Look } from '../../theme/look.ts';
import { drawForm } from '../../widgets/form.ts';
import { linksOfEnd, type TestedEnd, type WayState, waySpecs } from './way-state.ts';

const ROLES = ['source', 'target'] as const;

function sentence(text: string, { columns }: Room): string[] {
  return wrapped(text, columns - 4).map((line) => `  ${line}`);
}

export function drawWay(state: WayState, room: Room, look: Look): Drawing {
  const { endpoints, ends, form } = state;
  const says = words().wholeWay;
  if (endpoints === null) return { lines: [] };
  const lacking = ROLES.find((role) => !endpoints.some((one) => one.role === role));
  if (lacking !== undefined)
    return {
      lines: [
        '',
        ...sentence(says.lacking[lacking](keyName('app.back'), keyName(`endpoint.new-${lacking}`)), room),
      ],
    };
  const formSays = {
    label: (name: string) => words().wizard.steps[name as 'source' | 'target'],
    hint: () => says.hint,
    option: (_name: string, option: string) => option,
  };
  const lines = [
    '',
    ...drawForm(form, waySpecs(state), formSays, room.columns - 2, look).lines.map((line) => ` ${line}`),
    '',
  ];
  if (ends === null)
    return {
      lines: [
        ...lines,
        ...sentence(says.explain(keyName('way.test')), room).map((line) => look.paint('dim', line)),
      ],
    };
  lines.push(...wrappedWay(ends, room.columns, look), '');
  for (const role of ROLES) lines.push(...endLines(role, ends[role], room.columns, look));
  return { lines };
}

function wrappedWay(ends: NonNullable<WayState['ends']>, columns: number, look: Look): string[] {
  const line = wayLine(linksOfEnd(ends.source), linksOfEnd(ends.target), look);
  return wrapped(line, columns - 2).map((part) => `  ${part}`);
}

function endLines(
  role: 'source' | 'target',
  { planned, hops, speed }: TestedEnd,
  columns: number,
  look: Look,
): string[] {
  const title = `  ${look.paint('bold', words().wizard.steps[role])}`;
  const path = hopPathLines(planned, hops, columns, look);
  const failed = hops.find((hop) => hop.error !== null);
  const error = failed?.error ? errorOnScreen(failed.error, look, columns) : [];
  const fast = speed === null ? [] : [look.paint('dim', `  ${words().hops.speed(speed)}`)];
  return [title, ...path, ...error, ...fast];
}
