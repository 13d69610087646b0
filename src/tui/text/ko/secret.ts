import type { secret as english } from '../en/secret.ts';
import { common } from './common.ts';

const { roles } = common;

export const secret: typeof english = {
  title: '비밀번호',
  question: {
    password: (user, role, where) =>
      `${roles[role]} ${where}의 ${user} 비밀번호. 비워 두면 비밀번호 없이 접속합니다.`,
    bastion: (user, role, where) =>
      `${roles[role]} 배스천 ${where}의 ${user} 비밀번호 또는 키 암호. 비워 두면 없이 접속합니다.`,
  },
  field: { password: '비밀번호', bastion: '키 암호' },
  hint: '메모리에만 둡니다',
  severalLines: '붙여넣은 내용이 여러 줄입니다. 비밀번호는 한 줄이므로 넣지 않았습니다.',
};
