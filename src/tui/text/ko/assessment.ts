import type { assessment as englishAssessment, start as englishStart } from '../en/assessment.ts';
import { exact } from '../numbers.ts';

export const assessment: typeof englishAssessment = {
  looking: (done, of) => `아무것도 건드리기 전에 살펴보는 중: ${of}개 중 ${done}개 …`,
  more: (lines) => `아래로 ${lines}줄 더`,
  overrideTitle: (failed) =>
    `점검 ${failed}개가 실패했습니다. 태스크가 그 지점에서 멈출 가능성이 큽니다. 그래도 계속할까요?`,
  override: '그래도 계속',
};

export const start: typeof englishStart = {
  question: (task, key) => `${task} 준비 완료. 시작하려면 ${key}`,
  planning: '계획을 세우는 중 …',
  starting: '시작하는 중 …',
  columns: { table: '테이블', rows: '행', size: '크기', chunks: '청크', target: '대상에서는' },
  prep: {
    created: () => '새로 생성',
    kept: (rows) => (rows === 0 ? '비어 있음' : `기존 ${exact(rows)}행에 추가`),
    truncated: (rows) => `먼저 ${exact(rows)}행 삭제`,
    recreated: (rows) => `${exact(rows)}행과 함께 삭제 후 생성`,
    resumed: () => '체크포인트에서 계속',
    complete: () => '완료됨',
  },
  total: (rows, size, lanes, time) => `약 ${rows}행, 약 ${size}, 레인 ${lanes}개, 예상 시간 ${time}`,
  log: (folder) => `로그와 보고서: ${folder}`,
  removes: {
    truncate: '대상에서 다음 테이블의 행을 모두 삭제합니다:',
    'drop-and-create': '대상에서 다음 테이블을 행과 함께 모두 삭제합니다:',
  },
  tableRows: (table, rows) => `${table}  ${rows}행`,
  yes: '삭제하고 시작',
  exported: (file) => `태스크 파일: ${file}`,
  fileThere: (file) => `${file} 파일이 이미 있어 아무것도 쓰지 않았습니다.`,
};
