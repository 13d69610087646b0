import { en } from '../en/catalogue.ts';
import type { Words } from '../words.ts';
import { commands } from './commands.ts';
import { common } from './common.ts';
import { frame } from './frame.ts';
import { noConsole } from './no-console.ts';

export const ko: Words = { ...en, commands, common, frame, noConsole };
