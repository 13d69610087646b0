/** Everything there is in words, in English: the shape that every other language has to fill. */
import { commands } from './commands.ts';
import { common } from './common.ts';
import { counts } from './counts.ts';
import { endpoint } from './endpoint.ts';
import { errorLabels, errors } from './errors.ts';
import { frame } from './frame.ts';
import { hops } from './hops.ts';
import { instance } from './instance.ts';
import { noConsole } from './no-console.ts';
import { plan } from './plan.ts';
import { time } from './time.ts';
import { wizard } from './wizard.ts';

export const en = {
  commands,
  common,
  counts,
  endpoint,
  errorLabels,
  errors,
  frame,
  hops,
  instance,
  noConsole,
  plan,
  time,
  wizard,
};
