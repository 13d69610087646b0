/** Words of the teacher beside the person. */
export const guide = {
  title: 'Guide',
  open: 'guide',
  step: (at: number, of: number, title: string) => `Step ${at} of ${of}: ${title}`,
  count: (at: number, of: number) => `STEP ${at} OF ${of}`,
  more: 'down: more',
  looking: 'Looking …',
  doing: 'Doing it for you …',
  failed: 'That could not be looked at; the guide says why.',
  holds: (guide: string, next: string) => `Done. On to the next step: ${guide}, ${next}`,
  over: (key: string) =>
    `That was the last step. Leave the console with ${key}: a page with all that was built and measured is saved.`,
  comeBack: (lab: string, at: number, of: number) =>
    `You are at step ${at} of ${of}. Go on where you are with: dms-tui lab ${lab}`,
  note: 'Note',
  noteHow: (key: string) => `Write down both, or paste them whole; ${key} keeps the note.`,
};
