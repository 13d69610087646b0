/** `lab`: lists the labs, or goes through them. */
import { LABS } from '../../../lab/lessons/labs.ts';
import { progressIn } from '../../../lab/lessons/progress.ts';
import { labIdOf } from '../../../lab/lessons/session.ts';
import { LAB_IDS, type LabId } from '../../../lab/world/facts.ts';
import { keptWorlds } from '../../../lab/world/kept-worlds.ts';
import { DmsError } from '../../../model/errors.ts';
import { homeFolder } from '../../../store/home.ts';
import { padEnd } from '../../../tui/layout/text.ts';
import { moment } from '../../../tui/text/moment.ts';
import { words } from '../../../tui/text/words.ts';
import { chooseLook, speaksUnicode } from '../../../tui/theme/look.ts';
import { EXIT } from '../../exit-code.ts';
import { whyNoConsole } from '../../why-no-console.ts';
import { goThrough } from './auto.ts';
import type { LabOptions } from './command.ts';
import { labDocument, labPages } from './reporter.ts';

/** Every lab, one after the other. */
const ALL = 'all';

/** Returns the exit code. */
export async function lab(name: string | undefined, options: LabOptions): Promise<number> {
  if (name === undefined && !options.auto) {
    await list();
    return EXIT.done;
  }
  const ids = idsOf(name);
  const { stdout, stderr } = process;
  const missing = options.auto ? null : whyNoConsole(process);
  if (missing !== null) stderr.write(`${missing} ${words().lab.auto.instead}\n`);
  const look = chooseLook({ unicode: speaksUnicode(), colour: stdout.isTTY && stdout.hasColors() });
  const write = (line: string) => stdout.write(`${line}\n`);
  if (!options.auto && missing === null) {
    const { goWithTeacher } = await import('./console.ts');
    for (const id of ids) {
      // Who leaves a lab has had enough for now.
      if (!(await goWithTeacher(id, options, look))) break;
    }
    return EXIT.done;
  }
  const reporter = options.json ? labDocument(write) : labPages(look, write);
  for (const id of ids) {
    const code = await goThrough(id, options, reporter);
    if (code !== EXIT.done) return code;
  }
  return EXIT.done;
}

function idsOf(name: string | undefined): readonly LabId[] {
  if (name === undefined || name === ALL) return LAB_IDS;
  const id = labIdOf(name);
  if (id !== null) return [id];
  throw new DmsError('usage', {
    problem: `There is no lab ${name}.`,
    allowed: [...LAB_IDS, ALL].join(', '),
  });
}

async function list(): Promise<void> {
  const { lab: of } = words();
  const widest = Math.max(...LAB_IDS.map((id) => id.length));
  const progress = progressIn(homeFolder());
  const lines = LAB_IDS.flatMap((id) => {
    const known = progress.read(id);
    const steps = LABS[id].steps;
    const at = steps.findIndex((step) => step.id === known?.current) + 1;
    const begun = at > 0 ? [`  ${padEnd('', widest)}  ${of.list.begun(at, steps.length)}`] : [];
    return [`  ${padEnd(id, widest)}  ${of.labs[id].about}`, ...begun];
  });
  const kept = (await keptWorlds()).map((world) => of.list.kept(world.lab, moment(world.since)));
  const page = [of.list.head, ...lines, '', ...kept, of.list.how];
  process.stdout.write(`${page.join('\n')}\n`);
}
