import type { common as english } from '../en/common.ts';

export const common: typeof english = {
  yes: '예',
  no: '아니요',
  roles: { source: '원본', target: '대상' },
};
