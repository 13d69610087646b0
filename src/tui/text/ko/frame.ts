import type { frame as english } from '../en/frame.ts';

export const frame: typeof english = {
  help: {
    title: '이 화면의 키. 입력하면 걸러집니다:',
    command: '무엇을 할까요:',
  },
  leave: {
    title: '콘솔을 닫을까요?',
    lines: (key) => [
      '실행 중인 마이그레이션은 별도 프로세스에서 계속됩니다. 콘솔을 다시 열면 바로 볼 수 있습니다.',
      `한 번 더 누르면 바로 닫힙니다: ${key}`,
    ],
    yes: '닫기',
    no: '계속 보기',
  },
  question: {
    no: '그대로 두기',
    type: (name) => `동의하면 ${name} 입력:`,
  },
  keys: (place, problem, others) =>
    `keys.json: ${place === '' ? '' : `${place}: `}${problem}${others === 0 ? '' : ` (외 ${others}건)`}`,
  window: {
    tooSmall: (columns, rows, hasColumns, hasRows) =>
      `콘솔에는 ${columns}×${rows} 크기가 필요합니다. 지금 창은 ${hasColumns}×${hasRows}입니다.`,
  },
};
