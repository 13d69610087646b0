/** The lesson in full: what a step is about, hints, cards, and what can be done about it. */
import type { CommandId } from '../../keys/commands.ts';
import type { Place, Visit } from '../../place.ts';
import { isMoving, LIST_START, type ListPlace, MOVING, moved } from '../../state/list.ts';
import { words } from '../../text/words.ts';
import { chooseLook } from '../../theme/look.ts';
import { drawGuide, guideLines, tops } from './draw-guide.ts';
import { screenOf } from './screen-of-step.ts';
import type { Teacher } from './teacher.ts';

export interface GuideState {
  readonly teacher: Teacher;
  /** Position of the card that is open; null for the lesson. */
  readonly card: number | null;
  readonly list: ListPlace;
}

const place: Place<GuideState> = {
  title: () => words().lab.guide.title,
  commands({ teacher, card }) {
    const { view } = teacher;
    const cards: readonly CommandId[] = view.step.cards.length > 0 ? ['lab.card'] : [];
    if (card !== null) return [...cards, ...MOVING];
    if (view.doing !== null) return MOVING;
    const { hints } = words().lab.steps[view.step.id];
    const more: readonly CommandId[] = view.hints < hints.length ? ['lab.hint'] : [];
    const onward: readonly CommandId[] = view.verdict?.holds
      ? ['lab.next']
      : ['lab.go', 'lab.do', 'lab.skip'];
    const last: readonly CommandId[] = view.verdict?.holds ? ['lab.go'] : [];
    return [...onward, ...more, ...cards, 'lab.previous', ...last, ...MOVING];
  },
  takesText: () => false,
  draw: drawGuide,
  opened({ update, signal, state }) {
    // It has a state of its own: the picture follows it.
    const follow = () => update((before) => ({ ...before }), 'tick');
    signal.addEventListener('abort', state.teacher.subscribe(follow), { once: true });
  },
  perform(command, { state, update, work, console, room }) {
    const { teacher } = state;
    const lesson = () => update((before) => ({ ...before, card: null, list: LIST_START }));
    if (isMoving(command)) {
      // Each key moves the page, as there is no pointer that could move first.
      const positions = tops(guideLines(state, room, PLAIN).length, room);
      update((before) => ({ ...before, list: moved(before.list, command, positions, room.rows) }));
      return;
    }
    switch (command) {
      case 'lab.card': {
        const next = (state.card ?? -1) + 1;
        const card = next < teacher.view.step.cards.length ? next : null;
        update((before) => ({ ...before, card, list: LIST_START }));
        break;
      }
      case 'lab.hint':
        teacher.hint();
        // It stands at the end, which may be out of sight.
        update((before) => ({ ...before, list: { ...before.list, at: Number.MAX_SAFE_INTEGER } }));
        break;
      case 'lab.next':
      case 'lab.skip':
      case 'lab.previous':
        lesson();
        work(() => MOVES[command](teacher));
        break;
      case 'lab.do':
        void teacher.doIt();
        break;
      case 'lab.go': {
        const { id, screen } = teacher.view.step;
        work(async () => {
          const visit = await screenOf(screen, teacher);
          if (visit === null) console.back();
          // What was begun there is still there: somebody has only looked something up.
          else console.goTo(`lab.${id}`, visit);
        });
        break;
      }
    }
  },
  mayLeave({ state, update }) {
    if (state.card === null) return true;
    update((before) => ({ ...before, card: null }));
    return false;
  },
};

const MOVES = {
  'lab.next': (teacher: Teacher) => teacher.next(),
  'lab.skip': (teacher: Teacher) => teacher.skip(),
  'lab.previous': (teacher: Teacher) => teacher.back(),
};

/** For counting lines, which no colour changes. */
const PLAIN = chooseLook({ unicode: true, colour: false });

export function guideVisit(teacher: Teacher): Visit<GuideState> {
  return { place, state: { teacher, card: null, list: LIST_START } };
}
