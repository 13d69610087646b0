/** The guided labs, to choose one: it has a console of its own, and this one is left for it. */
import { LABS } from '../../../lab/lessons/labs.ts';
import { progressIn } from '../../../lab/lessons/progress.ts';
import { LAB_IDS, type LabId } from '../../../lab/world/facts.ts';
import { wrapped } from '../../layout/wrap.ts';
import type { Drawing, Place, Room, Visit } from '../../place.ts';
import { isMoving, LIST_START, type ListPlace, MOVING, moved } from '../../state/list.ts';
import { words } from '../../text/words.ts';
import type { Look } from '../../theme/look.ts';
import { pointed } from '../../widgets/pointed.ts';

interface LabChoice {
  readonly list: ListPlace;
  /** Where a lab that was begun stands; null for one that was not. */
  readonly begun: Readonly<Record<LabId, number | null>>;
}

export function chooseLabVisit(stateFolder: string): Visit<LabChoice> {
  const progress = progressIn(stateFolder);
  const at = (id: LabId) => {
    const current = progress.read(id)?.current;
    const step = LABS[id].steps.findIndex((one) => one.id === current);
    return step < 0 ? null : step + 1;
  };
  const begun = { 'mysql-to-mysql': at('mysql-to-mysql'), 'mysql-to-s3': at('mysql-to-s3') };
  return { place, state: { list: LIST_START, begun } };
}

const place: Place<LabChoice> = {
  title: () => words().home.begin.lab,
  commands: () => ['lab.begin', ...MOVING],
  takesText: () => false,
  draw,
  perform(command, { state, update, console }) {
    if (isMoving(command)) {
      update((before) => ({
        ...before,
        list: moved(before.list, command, LAB_IDS.length, LAB_IDS.length),
      }));
    } else if (command === 'lab.begin') {
      console.openLab?.(LAB_IDS[state.list.at]!);
    }
  },
};

function draw({ list, begun }: LabChoice, room: Room, look: Look): Drawing {
  const { home, lab } = words();
  const says = (text: string) => wrapped(text, room.columns - 6).map((line) => `    ${line}`);
  const choices = LAB_IDS.flatMap((id, index) => {
    const at = begun[id];
    const title = `${lab.labs[id].title}${at === null ? '' : `   ${home.labBegun(at, LABS[id].steps.length)}`}`;
    return [pointed(title, index === list.at, look), ...says(lab.labs[id].about), ''];
  });
  return {
    lines: ['', ...wrapped(home.labSays, room.columns - 4).map((line) => `  ${line}`), '', ...choices],
  };
}
