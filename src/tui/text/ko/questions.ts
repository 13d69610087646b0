import type { questions as english } from '../en/questions.ts';
import { exact } from '../numbers.ts';
import { common } from './common.ts';
import { withParticle } from './particles.ts';

export const questions: typeof english = {
  destroys: {
    truncate: '대상의 다음 테이블을 비웁니다. 기존 행이 모두 삭제됩니다:',
    'drop-and-create': '대상의 다음 테이블을 삭제하고 다시 만듭니다. 기존 행이 모두 삭제됩니다:',
  },
  moreTables: (count) => `외 테이블 ${exact(count)}개`,
  typeName: (name) => `계속하려면 ${withParticle(name, '을/를')} 입력하세요: `,
  password: (user, role, where) => `${common.roles[role]} ${where}, ${user}의 비밀번호 (없으면 Enter): `,
  bastionSecret: (user, role, where) =>
    `${common.roles[role]}의 배스천 ${where}, ${user}의 비밀번호 또는 암호 문구 (없으면 Enter): `,
  newPassword: '비밀번호: ',
  newBastionSecret: '배스천의 비밀번호 또는 암호 문구: ',
};
