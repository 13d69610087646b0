import type { wholeWay as english } from '../en/whole-way.ts';

export const wholeWay: typeof english = {
  title: '전체 경로',
  hint: '좌우 키로 고릅니다',
  explain: 'Enter를 누르면 양쪽 끝을 한 단계씩 테스트해 전체 경로를 한 그림으로 보여 줍니다.',
  lacking: {
    source: '저장한 원본 엔드포인트가 없습니다. esc를 누르고 n으로 먼저 만드세요.',
    target: '저장한 대상 엔드포인트가 없습니다. esc를 누르고 n으로 먼저 만드세요.',
  },
};
