import type { run as english } from '../en/run.ts';
import { bytes, clock, compact, exact } from '../numbers.ts';
import { counts } from './counts.ts';
import { withParticle } from './particles.ts';
import { plan } from './plan.ts';
import { time } from './time.ts';

const KINDS: Readonly<Record<string, string>> = {
  view: '뷰',
  trigger: '트리거',
  procedure: '프로시저',
  function: '함수',
  event: '이벤트',
};

const ACTIONS: Readonly<Record<string, string>> = {
  created: '생성함',
  replaced: '교체함',
  kept: '그대로 둠',
  'left-behind': '옮기지 않음',
};

export const run: typeof english = {
  steps: { rows: '행', indexes: '인덱스', validation: '검증' },
  start: (task, way, resumed) => `${task}${resumed ? ' (이어서 실행)' : ''}: ${way}`,
  planned: (tables, rows, size, lanes) =>
    `${counts.tables(tables)}, ~${compact(rows)}행, ~${bytes(size)}, ${counts.lanes(lanes)}`,
  helps: (fix) => `도움이 되는 것: ${fix}`,
  difference: (table, { low, high, sourceRows, targetRows }) => {
    const range = `${low === null ? '처음' : `${low.join(', ')} 다음`}부터 ${high?.join(', ') ?? '끝'}까지`;
    return `${table}: ${range} 행이 다릅니다 (원본 ${counts.rows(sourceRows)}, 대상 ${counts.rows(targetRows)})`;
  },
  skipped: (table, rows, chunk, file) =>
    `${table}: 청크 ${chunk}에서 ${withParticle(counts.rows(rows), '을/를')} 제외하고 ${file}에 보관했습니다`,
  object: (kind, name, action) => `${KINDS[kind] ?? kind} ${name}: ${ACTIONS[action] ?? action}`,
  rowsOf: (rows, expected) => `${compact(rows)} / ~${compact(expected)}행`,
  rate: ({ rowsPerSecond, bytesPerSecond, phase }) => {
    const rows = `${compact(rowsPerSecond)}행/초`;
    return phase === 'load' ? `${rows}  ${bytes(bytesPerSecond)}/초` : `${rows} 비교`;
  },
  elapsed: (ms) => `${clock(ms)} 경과`,
  remaining: (ms) => `~${clock(ms)} 남음`,
  waits: ({ source, target, here }) => {
    const share = (part: number) => `${Math.round(part * 100)} %`;
    return `대기: 대상 ${share(target)}  원본 ${share(source)}  이쪽 ${share(here)}`;
  },
  stalled: (waitsFor) => `진행 없음: ${waitsFor}`,
  comparing: '비교 중',
  connecting: '연결하고 계획을 세우는 중',
  preparing: '대상을 준비하는 중',
  completed: ({ rows, elapsedMs, validation }) => {
    const settled = validation === 'Validated' || validation === 'Mismatched records';
    const compared = settled ? `, ${plan.validation[validation]}` : '';
    return `완료, ${counts.rows(rows)}, ${time.duration(elapsedMs)}${compared}`;
  },
  counted: (complete, tables, failed) => {
    const done = `테이블 ${exact(tables)}개 중 ${exact(complete)}개 완료`;
    return failed === 0 ? done : `${done}, ${exact(failed)}개 실패`;
  },
  stopping: '중지하는 중입니다. 커밋된 것은 그대로 남습니다. Ctrl-C를 한 번 더 누르면 바로 끝냅니다.',
};
