/** Why the console stays closed, and what to use. */
export const noConsole = {
  noTerminal: 'There is no terminal here, so the console stays closed. These do the same without it:',
  ci: 'CI is set, so the console stays closed. These do the same without it:',
  dumb: 'TERM=dumb cannot show the console. These do the same without it:',
  screenReader: 'A screen reader is on, so the console stays closed. These print plain lines:',
  tooSmall: (columns: number, rows: number, hasColumns: number, hasRows: number) =>
    `The console needs a window of ${columns}×${rows}, this one is ${hasColumns}×${hasRows}. These do the same without it, and --linear asks line by line:`,
};
