import type { summary as english, report as englishReport } from '../en/summary.ts';
import { bytes, exact } from '../numbers.ts';
import { counts } from './counts.ts';
import { time } from './time.ts';

type Totals = Parameters<typeof english.moved>[0];

function moved({ rows, bytes: size, elapsedMs }: Totals): string {
  return `${counts.rows(rows)}, ${bytes(size)}, ${time.duration(elapsedMs)}`;
}

function parts({ loadMs, validationMs }: Totals): string {
  return `(로드 ${time.duration(loadMs)}, 검증 ${time.duration(validationMs)})`;
}

export const summary: typeof english = {
  outcomes: { done: '완료', differs: '행 불일치', interrupted: '중지됨', failed: '실패' },
  movedInParts: (totals) => `${moved(totals)} ${parts(totals)}`,
  movedUntilStop: (totals) => `${moved(totals)}. 커밋된 것은 대상에 그대로 남습니다.`,
  moved,
  movedNothing: '옮긴 것이 없습니다.',
  columns: {
    table: '테이블',
    sourceRows: '원본 행',
    targetRows: '대상 행',
    skipped: '제외',
    truncated: '잘림',
    seconds: '소요(초)',
    validation: '검증',
  },
  sent: (rows) => `${exact(rows)} 보냄`,
  moreTables: (count) => `문제없는 ${counts.tables(count)} 더 있음. 보고서에 모두 있습니다.`,
  toKnow: '알아 둘 것:',
  moreToKnow: (count) => `보고서에 ${count}개가 더 있습니다.`,
  leftOut: (file) => `제외한 행  ${file}`,
  report: (file) => `보고서  ${file}`,
  noReport: '보고서를 쓸 수 없었습니다.',
  goOn: '이어서 실행:',
  next: (step) => `다음    ${step}`,
  nextSteps: {
    differs: '보고서에서 다른 키 범위를 확인하세요. 비교하는 동안 어느 쪽에서든 바뀐 행도 다르게 나옵니다',
    leftOut: '대상을 사용하기 전에 제외된 행과 잘린 값을 확인하세요',
    notValidated: '모두 옮겨졌는지 검증하세요: 같은 원본과 대상으로 dms-tui validate',
    files: (target) => `만들어진 파일을 살펴보세요: dms-tui endpoint browse '${target}'`,
    server: '프로그램의 접속 주소를 대상으로 바꾸세요',
  },
};

export const report: typeof englishReport = {
  outcomes: {
    done: '완료',
    failed: '실패',
    differs: '완료, 그러나 행 불일치',
    interrupted: '끝나기 전에 중지됨. 커밋된 것은 대상에 그대로 남습니다',
    unfinished: '끝나지 않음',
  },
  way: (source, target, resumed) => `${source} → ${target}${resumed ? ', 이어서 실행' : ''}`,
  times: (runId, started, finished) => `실행 ${runId}, ${started} ~ ${finished}`,
  totals: (totals) => `${moved(totals)} ${parts(totals)}, ${counts.lanes(totals.lanes)}`,
  sections: {
    tables: '테이블',
    errors: '오류',
    differences: '차이',
    toKnow: '알아 둘 것',
    leftOut: '제외한 행',
    goOn: '이어서 실행',
  },
  columns: {
    source: '원본',
    target: '대상',
    sourceRows: '원본 행',
    targetRows: '대상 행',
    skipped: '제외',
    truncated: '잘림',
    seconds: '소요(초)',
    state: '상태',
    validation: '검증',
  },
};
