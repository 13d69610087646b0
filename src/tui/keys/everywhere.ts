/** What acts everywhere, behind what the place offers. */
import type { CommandId } from './commands.ts';

export const EVERYWHERE: readonly CommandId[] = [
  'app.back',
  'app.help',
  'app.command',
  'app.leave',
  'app.suspend',
  'app.redraw',
  'lab.guide',
];
