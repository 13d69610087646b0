import type { way as english } from '../en/way.ts';
import { exact } from '../numbers.ts';
import { time } from './time.ts';

export const way: typeof english = {
  ends: {
    source: { server: '원본 DB', endpoint: '원본 엔드포인트' },
    target: { server: '대상 DB', endpoint: '대상 엔드포인트' },
  },
  instance: '복제 인스턴스',
  works: (hops, ms, warned) => {
    const looks = warned === 0 ? '' : ` 그중 ${exact(warned)}개는 확인이 필요합니다.`;
    return `연결됩니다: ${exact(hops)}단계, ${time.milliseconds(ms)}.${looks}`;
  },
  waiting: (hop) => `${hop}: 응답을 기다리는 중`,
  fails: '아직 연결되지 않습니다. 위에서 실패한 단계를 확인하세요.',
};
