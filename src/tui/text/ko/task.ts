import type { task as english } from '../en/task.ts';
import { moment } from '../moment.ts';
import { compact, exact, percent } from '../numbers.ts';
import { counts } from './counts.ts';
import { ownerWords } from './instance.ts';
import { withParticle } from './particles.ts';
import { inKorean } from './phrases.ts';
import { time } from './time.ts';

const statuses: typeof english.statuses = {
  ready: '준비됨',
  starting: '시작 중',
  running: '실행 중',
  paused: '일시 중지',
  stopped: '중지됨',
  failed: '실패',
  'load-complete': '로드 완료',
  differs: '행 불일치',
};

const modes: typeof english.modes = { start: '시작', resume: '이어서 실행', validate: '비교' };

export const task: typeof english = {
  statuses,
  modes,
  none: '저장된 태스크가 없습니다. 저장하기: dms-tui task create <task.json>',
  neverRan: '아직 실행한 적 없음',
  saved: (id) => `${withParticle(id, '을/를')} 저장했습니다. 시작하기: dms-tui task start ${id}`,
  replaced: (id) => `이전 태스크 대신 ${withParticle(id, '을/를')} 저장했습니다.`,
  deleted: (id, runs) =>
    `${withParticle(id, '을/를')} 삭제했습니다. 실행 로그(${counts.runs(runs)}분)도 함께 삭제했습니다.`,
  deletes: (id, runs) =>
    `태스크 ${withParticle(id, '과/와')} 실행 로그(${counts.runs(runs)}분)를 삭제합니다. 대상에 있는 데이터는 그대로 남습니다.`,
  began: (id, pid) =>
    `${withParticle(id, '은/는')} 별도의 프로세스(PID ${pid})에서 실행됩니다. 이 터미널을 닫아도 계속됩니다.`,
  howToLook: (id) => `상태 보기: dms-tui task show ${id}`,
  howToStop: (id) => `체크포인트를 남기고 중지하기: dms-tui task stop ${id}`,
  left: (id) => `${withParticle(id, '은/는')} 이 터미널 없이 계속 실행됩니다.`,
  stopping: (id) => `${withParticle(id, '을/를')} 중지하는 중입니다. 커밋된 데이터는 그대로 남습니다.`,
  stopped: (id) => `${withParticle(id, '이/가')} 중지되었습니다.`,
  endedBefore: (id, status) => `${withParticle(id, '은/는')} 실행 중이 아닙니다: ${statuses[status]}.`,
  cutOff: (id) =>
    `${id}의 프로세스가 외부에서 강제로 종료되었습니다. 커밋된 데이터는 그대로 남습니다. 이어서 실행하기: dms-tui task resume ${id}`,
  inForeground: (id, owner) =>
    `${withParticle(id, '은/는')} 다른 터미널에서 실행 중입니다(${ownerWords(owner)}). 그곳에서 Ctrl-C를 누르거나 다음 명령으로 중지하세요`,
  driven: (id, pid, since, doing) =>
    `${withParticle(id, '은/는')} PID ${pid}(${inKorean(doing)})이 ${moment(since)}부터 조작하고 있어, 그쪽에서만 지시할 수 있습니다. 그쪽에서 나가거나 다음 명령으로 실행을 중지하세요`,
  fields: {
    source: '원본',
    target: '대상',
    instance: '인스턴스',
    file: '파일',
    busy: '작업 중',
    run: '실행',
    rows: '행',
    tables: '테이블',
    logs: '로그',
    next: '다음',
  },
  rows: ({ rows, expectedRows, outcome, phase }) => {
    const counted = phase === 'validation' ? ' 비교' : '';
    if (outcome !== null) return `${counts.rows(rows)}${counted}`;
    const share = percent(rows, Math.max(rows + 1, expectedRows));
    return `${share}, ${exact(rows)} / ~${exact(expectedRows)}행${counted}`;
  },
  rowsShort: ({ rows, expectedRows, outcome }) =>
    outcome === null
      ? `~${compact(expectedRows)}행 중 ${percent(rows, Math.max(rows + 1, expectedRows))}`
      : `${compact(rows)}행`,
  tables: ({ tablesDone, tablesTotal }) => `${tablesDone}/${tablesTotal}`,
  when: ({ started, elapsedMs, mode, cutOff }) => {
    const began = started === null ? modes[mode] : `${moment(started)} ${modes[mode]}`;
    return `${began}, ${time.duration(elapsedMs)}${cutOff ? ', 도중에 끊김' : ''}`;
  },
  asks: '행을 삭제하기 전에 답을 기다리는 중',
};
