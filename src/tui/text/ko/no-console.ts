import type { noConsole as english } from '../en/no-console.ts';

export const noConsole: typeof english = {
  noTerminal: '터미널이 아니어서 콘솔을 열지 않습니다.',
  ci: 'CI가 설정되어 있어 콘솔을 열지 않습니다.',
  dumb: 'TERM=dumb에서는 콘솔을 그릴 수 없습니다.',
  screenReader: '화면 낭독기가 켜져 있어 콘솔을 열지 않습니다.',
  tooSmall: (columns, rows, hasColumns, hasRows) =>
    `콘솔에는 ${columns}×${rows} 크기의 창이 필요한데 지금 창은 ${hasColumns}×${hasRows}입니다.`,
  commands: '위의 명령으로 같은 일을 할 수 있습니다.',
  commandsOrLines: '위의 명령으로 같은 일을 할 수 있고, --linear를 붙이면 한 줄씩 묻습니다.',
};
