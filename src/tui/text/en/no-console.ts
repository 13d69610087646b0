/** Why the console stays closed, and what to use. */
export const noConsole = {
  noTerminal: 'There is no terminal here, so the console stays closed.',
  ci: 'CI is set, so the console stays closed.',
  dumb: 'TERM=dumb cannot show the console.',
  screenReader: 'A screen reader is on, so the console stays closed.',
  tooSmall: (columns: number, rows: number, hasColumns: number, hasRows: number) =>
    `The console needs a window of ${columns}×${rows}, this one is ${hasColumns}×${hasRows}.`,
  commands: 'The commands above do the same without it.',
  commandsOrLines: 'The commands above do the same without it; --linear asks line by line.',
};
