import { en } from '../en/catalogue.ts';
import type { Words } from '../words.ts';
import { commands } from './commands.ts';
import { common } from './common.ts';
import { endpoint } from './endpoint.ts';
import { frame } from './frame.ts';
import { noConsole } from './no-console.ts';
import { wizard } from './wizard.ts';

export const ko: Words = { ...en, commands, common, endpoint, frame, noConsole, wizard };
