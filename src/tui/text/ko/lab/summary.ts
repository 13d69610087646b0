import type { summary as english } from '../../en/lab/summary.ts';
import { withParticle } from '../particles.ts';
import { summary as runSummary } from '../summary.ts';

export const summary: typeof english = {
  title: (lab) => `실습: ${lab}`,
  when: (started, minutes) => `${started}, ${minutes}분`,
  setUp: (source, target) => `${source}에서 ${withParticle(target, '으로/로')}, 모두 이 컴퓨터에서`,
  built: '만든 것',
  instance: (id, size) => `복제 인스턴스 ${id}: ${size}`,
  endpoint: (role, id, address) => `${role} 엔드포인트 ${id}: ${address}`,
  task: (id) => `태스크 ${id}`,
  measured: '측정한 것',
  columns: { task: '태스크', rows: '행', seconds: '초', truncated: '잘린 값', outcome: '결과' },
  outcome: (outcome) => runSummary.outcomes[outcome],
  steps: '단계',
  skipped: '건너뜀',
  open: '하지 않음',
  repeat: '내 데이터베이스로 다시 해 보려면',
};
