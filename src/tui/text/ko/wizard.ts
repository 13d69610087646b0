import type { wizard as english } from '../en/wizard.ts';

export const wizard: typeof english = {
  title: '새 마이그레이션',
  steps: {
    source: '원본',
    target: '대상',
    tables: '테이블',
    settings: '설정',
    assessment: '사전 점검',
    start: '시작',
  },
  stepOf: (step, of, name) => `${of}단계 중 ${step}단계: ${name}`,
  taken: (tables, of) => `테이블 ${of}개 중 ${tables}개`,
};
