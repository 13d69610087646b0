import type { PastRun } from '../../../host/past-runs.ts';
import type { Capacity } from '../../../model/instance.ts';
import type { Owner } from '../../../store/owner-lock.ts';
import type { instance as english } from '../en/instance.ts';
import { moment } from '../moment.ts';
import { exact, memory } from '../numbers.ts';
import { counts } from './counts.ts';
import { withParticle } from './particles.ts';
import { inKorean } from './phrases.ts';
import { time } from './time.ts';

const outcomes: typeof english.outcomes = {
  done: '완료',
  failed: '실패',
  differs: '행 불일치',
  interrupted: '중지됨',
  running: '실행 중',
  'cut-off': '도중에 끊김, 보고서 없음',
};

/** `db1의 PID 4711, 14:03부터, dees.sample1 로드 중 (43 %)` */
export function ownerWords({
  pid,
  host,
  since,
  doing,
}: Pick<Owner, 'pid' | 'host' | 'since' | 'doing'>): string {
  return `${host}의 PID ${pid}, ${moment(since)}부터${doing && `, ${inKorean(doing)}`}`;
}

function capacityWords({ lanes, memoryBytes }: Capacity): string {
  return `${counts.lanes(lanes)}, 메모리 ${memory(memoryBytes)}`;
}

function runWords({ started, task, outcome, rows, elapsedMs }: PastRun): string {
  const moved =
    rows === null || elapsedMs === null ? '' : `, ${counts.rows(rows)}, ${time.duration(elapsedMs)}`;
  return `${started === null ? '' : `${moment(started)} `}${task}: ${outcomes[outcome]}${moved}`;
}

const statuses: typeof english.statuses = { available: '사용 가능', busy: '사용 중', failed: '실패' };

export const instance: typeof english = {
  statuses,
  outcomes,
  owner: ownerWords,
  capacity: capacityWords,
  classSize: (of, most, machine) => {
    const size = `${of.class}: 최대 ${capacityWords(most)}, 4 MB가 넘는 값은 별도`;
    if (of.class !== 'auto') return size;
    return `${size} (이 컴퓨터: 코어 ${machine.cores}개, 메모리 ${memory(machine.memoryBytes)})`;
  },
  run: runWords,
  lastRun: (run) => `마지막 실행 ${runWords(run)}`,
  noRuns: '실행한 적 없음',
  none: '복제 인스턴스가 없습니다. 만들기: dms-tui instance create <id>',
  created: (id, status, capacity, home) =>
    `${id} ${statuses[status]}: ${capacityWords(capacity)}, 실행 로그 ${home}`,
  runWith: (id) => `사용 방법: --instance ${id}`,
  deleted: (id) => `${withParticle(id, '을/를')} 삭제했습니다.`,
  homeStays: (runs, home) => `홈 폴더와 그 안의 실행 로그(${runs}회분)는 그대로 남습니다: ${home}`,
  nothingLeft: '남은 파일은 없습니다.',
  fields: { class: '클래스', home: '홈', created: '생성', runs: '실행' },
  runsShown: (count, shown) => (count > shown ? `${exact(count)}회, 최근 ${shown}회:` : `${exact(count)}회`),
};
