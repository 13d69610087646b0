/** Words of the frame and of what stands over a place. */
export const frame = {
  help: {
    title: 'Keys of this place. Type to filter:',
    command: 'What to do:',
  },
  leave: {
    title: 'Leave the console?',
    lines: (key: string) => [
      'Running migrations go on without it: each has a process of its own. Open the console again to see them.',
      `${key} again leaves at once.`,
    ],
    yes: 'leave',
    no: 'stay',
  },
  question: {
    no: 'leave everything as it is',
    type: (name: string) => `Type ${name} to agree:`,
  },
  /** Of the file with the keys a person has changed; `others`: how many more problems it has. */
  keys: (place: string, problem: string, others: number) =>
    `keys.json: ${place === '' ? '' : `${place} `}${problem}${others === 0 ? '' : ` (and ${others} more)`}`,
  window: {
    tooSmall: (columns: number, rows: number, hasColumns: number, hasRows: number) =>
      `The console needs ${columns}×${rows}, this window is ${hasColumns}×${hasRows}.`,
  },
};
