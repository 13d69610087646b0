import type { SecretReference } from '../../../model/endpoint.ts';
import type { savedEndpoint as english } from '../en/saved-endpoint.ts';
import { common } from './common.ts';
import { withParticle } from './particles.ts';

function secret(reference: SecretReference | null): string {
  if (reference === null) return '저장 안 함: 터미널에서 물어봅니다';
  if (reference === 'prompt') return '매번 물어봅니다';
  if ('keyring' in reference) return `이 컴퓨터의 키링, 이름 ${reference.keyring}`;
  if ('environment' in reference) return `환경 변수 ${reference.environment}`;
  return `명령의 출력: ${reference.command}`;
}

export const savedEndpoint: typeof english = {
  fields: {
    address: '주소',
    password: '비밀번호',
    bastion: '배스천',
    settings: '설정',
    about: '설명',
    created: '생성',
    changed: '수정',
    tested: '테스트',
  },
  secret,
  bastionWithoutSecret: 'SSH 에이전트 또는 키',
  done: {
    saved: (role, id) => `${common.roles[role]} 엔드포인트 ${withParticle(id, '을/를')} 저장했습니다.`,
    replaced: (role, id) => `${common.roles[role]} 엔드포인트 ${withParticle(id, '을/를')} 교체했습니다.`,
    changed: (role, id) => `${common.roles[role]} 엔드포인트 ${withParticle(id, '을/를')} 수정했습니다.`,
    deleted: (id) => `${withParticle(id, '을/를')} 삭제했습니다.`,
  },
  testWith: '연결 테스트:',
  none: '엔드포인트가 없습니다. 저장하기: dms-tui endpoint create <id> --source <url>',
};
