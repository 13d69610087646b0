import type { wholeWay as english } from '../en/whole-way.ts';

export const wholeWay: typeof english = {
  title: '전체 경로',
  hint: '좌우 키로 고릅니다',
  explain: (key) => `${key}: 양쪽 끝을 한 단계씩 테스트해 전체 경로를 한 그림으로 보여 줍니다.`,
  lacking: {
    source: (back, make) => `저장한 원본 엔드포인트가 없습니다. 먼저 만드세요: ${back}, ${make}`,
    target: (back, make) => `저장한 대상 엔드포인트가 없습니다. 먼저 만드세요: ${back}, ${make}`,
  },
};
