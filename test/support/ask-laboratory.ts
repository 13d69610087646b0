/** Asks the laboratory, which is in another process. */
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { inject } from 'vitest';
import type { Answer } from './laboratory.ts';

/** @throws Error with its words when it cannot give that */
export async function askLaboratory<Given>(name: string): Promise<Given> {
  const answer = await new Promise<Answer<Given>>((resolve, reject) => {
    const asking = request({ socketPath: inject('laboratory'), path: `/${name}` }, (response) => {
      text(response).then((body) => resolve(JSON.parse(body) as Answer<Given>), reject);
    });
    asking.on('error', reject).end();
  });
  if ('problem' in answer) throw new Error(`no ${name}: ${answer.problem}`);
  return answer.given;
}
