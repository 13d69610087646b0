import type { CommandAnswer, Driver } from '../../../model/run-commands.ts';
import type { runScreen as english } from '../en/run-screen.ts';
import { moment } from '../moment.ts';
import { bytes, clock, compact, exact, inSeconds } from '../numbers.ts';
import { plan } from './plan.ts';

type Refused = Extract<CommandAnswer, { result: 'refused' }>;

function driverWords({ pid, since, doing }: Driver): string {
  return `pid ${pid}(${doing}, ${moment(since)}부터)`;
}

function refusal({ why, most, least }: Refused): string {
  switch (why) {
    case 'no-line':
      return '지금은 실행 프로세스에 연결할 수 없습니다. 실행은 계속되며 다시 연결해 봅니다.';
    case 'not-here':
      return '명령을 받지 않는 실행입니다. 멈추려면 실행 중인 터미널에서 Ctrl-C를 누르세요.';
    case 'lanes':
      return `이 실행의 레인은 1~${most ?? '?'}개까지 가능합니다.`;
    case 'rate':
      return `초당 ${bytes(least ?? 0)} 이상이어야 연결이 끊기지 않습니다. 아예 멈추려면 일시 정지하세요.`;
    case 'over':
      return '이미 끝난 실행입니다.';
    case 'nothing-asked':
      return '이미 답한 질문입니다.';
    default:
      return '이전 버전에서 시작한 실행이라 이 명령을 처리하지 못합니다.';
  }
}

export const runScreen: typeof english = {
  phases: {
    load: '전체 로드',
    indexes: '인덱스 생성',
    validation: '검증',
    paused: '일시 중지됨',
    stopping: '중지하는 중',
    preparing: '연결 및 계획 중',
    asking: '답을 기다리는 중',
    cutOff: '실행 끊김',
  },
  columns: { table: '테이블', state: '상태', rows: '행', rate: '속도', chunks: '청크' },
  perSecond: (rows) => `${compact(rows)}/초`,
  lanes: (lanes) => `레인 ${lanes}개`,
  lanesOf: (lanes, most) => `레인 ${lanes}/${most}`,
  noLimit: '속도 무제한',
  limit: (rate) => `최대 ${rate}/초`,
  complete: (complete, all) => `테이블 ${exact(all)}개 중 ${exact(complete)}개 완료`,
  errors: (count) => `오류 ${exact(count)}`,

  reaching: (task) => `${task} 실행을 찾는 중`,
  unreachable: '이 실행을 표시할 수 없습니다.',
  log: '로그',
  statements: {
    title: 'SQL',
    one: 'SQL 문',
    none: '아직 보낸 SQL 문이 없거나 SQL 로그가 없습니다.',
    counted: (shown, all) =>
      shown === all ? `최근 ${exact(all)}개` : `최근 ${exact(all)}개 중 ${exact(shown)}개`,
    columns: {
      time: '시각',
      side: '쪽',
      connection: '연결',
      took: '소요',
      rows: '행',
      statement: 'SQL 문',
    },
    running: '실행 중',
    ofConnection: (connection) => `연결 ${connection}`,
  },
  errorsTitle: '오류',
  noErrors: '오류가 없습니다.',
  leftOut: {
    title: (table, rows) => `${table}: 제외된 행 ${exact(rows)}개`,
    row: (key, server) =>
      server === null
        ? key
        : `${key}: ${server.code}${server.number === undefined ? '' : ` (${server.number})`}: ${server.message}`,
    more: (count) => `외 ${exact(count)}개`,
    file: (file) => `전체 내용: ${file}`,
  },

  parts: { chunks: '청크', definition: '정의', errors: '오류', speed: '속도' },
  compared: (state) => plan.validation[state],
  chunkColumns: {
    chunk: '청크',
    state: '상태',
    after: '시작 키(제외)',
    upTo: '끝 키(포함)',
    rows: '행',
    size: '크기',
    time: '시간',
    tries: '시도',
    skipped: '제외',
  },
  chunkStates: {
    waiting: '대기',
    running: '실행 중',
    retried: '다시 전송',
    done: '완료',
    different: '불일치',
  },
  open: { low: '처음', high: '끝' },
  chunksUntold: (done, running) =>
    `청크 ${exact(done)}개 완료, ${exact(running)}개 실행 중. 이 실행은 청크별 정보를 남기지 않습니다.`,
  definition: {
    title: { source: (table) => `원본: ${table}`, target: (table) => `대상: ${table}` },
    none: '정의가 없습니다. 아직 만들지 않았거나 파일로 저장된 테이블입니다.',
    reading: '정의를 읽는 중',
  },
  speed: {
    nothing: '아직 속도가 없습니다. 작업한 레인이 없습니다.',
    most: (rate) => `최고 ${compact(rate)}행/초`,
    span: (from, to, step) => `실행 ${clock(from)}~${clock(to)}, 칸마다 ${inSeconds(step, '초')}`,
  },

  rate: '최대 속도, MB/s (비우면 제한 없음)',
  rateWrong: (text) => `"${text}": 숫자가 아닙니다. 20이나 0.5처럼 쓰고, 제한이 없으면 비우세요.`,

  stop: {
    title: (task) => `${task} 실행을 중지할까요?`,
    lines: [
      '커밋된 데이터는 대상에 남고 체크포인트도 보존됩니다. 나중에 그 지점부터 이어서 실행할 수 있습니다.',
      '옮기는 중이던 청크의 행은 롤백하고, 이어서 실행할 때 다시 보냅니다.',
    ],
    yes: '중지',
  },
  question: {
    title: {
      'drop-and-create': '아래 테이블을 삭제하고 다시 만들까요?',
      truncate: '아래 테이블을 비울까요?',
    },
    more: (count) => `외 테이블 ${exact(count)}개`,
    yes: { 'drop-and-create': '삭제 후 생성', truncate: '비우기' },
    waits: '대상의 행을 지우기 전에 답을 기다리고 있습니다.',
  },

  stopping: '중지하는 중입니다. 커밋된 데이터와 체크포인트는 남습니다.',
  paused: '일시 중지됨: 진행 중이던 청크를 안전하게 마친 뒤 읽기와 쓰기를 멈춥니다.',
  starting: {
    start: '처음부터 시작하는 중',
    resume: '체크포인트부터 다시 시작하는 중',
    validate: '비교를 시작하는 중',
  },
  silent: (seconds, pid) => `실행 프로세스(pid ${pid})에서 ${exact(seconds)}초째 소식이 없습니다.`,
  noLine: '실행 프로세스에 연결할 수 없습니다. 실행은 계속되며 로그를 보여 줍니다. 다시 연결하는 중입니다.',
  lost: '실행과의 연결이 끊겼습니다. 실행은 계속됩니다. 다시 연결하는 중입니다.',
  stalled: (waitsFor, more) => `진행 없음: ${waitsFor}${more === 0 ? '' : ` (외 레인 ${exact(more)}개)`}`,
  watching: (driver) => `${driverWords(driver)}에서 조작 중입니다. 여기서는 볼 수만 있습니다.`,
  foreground: '다른 터미널에서 직접 실행 중입니다. 여기서는 볼 수만 있습니다.',
  cutOff: '실행 프로세스가 없어졌습니다(강제 종료 또는 재시작).',
  goOnFromHere: (key) => `${key}: 체크포인트부터 이어서 실행.`,
  busy: (driver) => `처리하지 않음: ${driverWords(driver)}에서 조작 중입니다.`,
  refusal,

  done: {
    rows: (table) => `대상 ${table}의 첫 행들`,
    noRows: '행이 없습니다.',
    reading: '대상의 첫 행들을 읽는 중',
    unread: (key) => `지금은 대상의 첫 행들을 읽을 수 없습니다. 테이블을 열면(${key}) 이유를 볼 수 있습니다.`,
    report: '보고서',
    next: '다음',
    again: '다시 실행',
    goOn: '이어서 실행',
  },
  repeat: '다시 실행하려면:',
  runsOn: (task) => `화면을 닫을 때 ${task} 실행 중이었고, 별도 프로세스에서 계속됩니다. 다시 보려면:`,
};
