import type { plan as english } from '../en/plan.ts';

export const plan: typeof english = {
  guarantees: {
    'global-lock': '전체 읽기 잠금을 잠깐 걸어 모든 테이블을 같은 시점으로 읽음',
    'table-locks': '테이블 잠금을 잠깐 걸어 모든 테이블을 같은 시점으로 읽음',
    'unchanged-log': '로그 위치가 움직이지 않은 것으로 확인해 모든 테이블을 같은 시점으로 읽음',
    'each-reader': '레인마다 시점이 다름: 복사하는 동안 바뀐 행은 테이블 사이에서 서로 맞지 않을 수 있음',
  },
  issues: {
    'not-carried-out': '적용하지 않음',
    ambiguous: '모호함',
    translated: '변환',
    'left-behind': '옮기지 않음',
    fallback: '대체 방법',
    notice: '참고',
    later: '나중에 필요',
  },
  states: {
    'Before load': '로드 전',
    'Full load': '전체 로드',
    'Table completed': '완료',
    'Table cancelled': '취소됨',
    'Table error': '오류',
    'Table does not exist': '테이블 없음',
  },
  validation: {
    'Not enabled': '검증 안 함',
    'Pending validation': '검증 전',
    'Pending records': '검증 미완료',
    Validated: '일치',
    'Mismatched records': '행 불일치',
    'Table error': '검증 불가',
    Error: '검증 실패',
  },
};
