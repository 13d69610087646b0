import type { home as english } from '../en/home.ts';
import { exact } from '../numbers.ts';
import { counts } from './counts.ts';
import { withParticle } from './particles.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export const home: typeof english = {
  views: { tasks: '태스크', endpoints: '엔드포인트', instances: '인스턴스' },
  status: {
    instance: (id, status) => `인스턴스 ${id} ${status}`,
    instances: (count, busy) => `인스턴스 ${exact(count)}개${busy === 0 ? '' : `, ${exact(busy)}개 사용 중`}`,
    tasks: (count, running) =>
      `태스크 ${exact(count)}개${running === 0 ? '' : `, ${exact(running)}개 실행 중`}`,
  },
  begin: {
    title: '아직 비어 있습니다. 두 가지 방법으로 시작할 수 있습니다:',
    migration: '새 마이그레이션',
    migrationSays: '접속 정보 두 개로 시작해서 검증된 복사본까지 한 단계씩 진행합니다',
    lab: '가이드 실습',
    labSays: '실습용으로 만들어졌다가 사라지는 서버와 예제 데이터로 같은 과정을 익힙니다',
  },
  none: {
    tasks: '아직 태스크가 없습니다.',
    endpoints: '아직 엔드포인트가 없습니다. 새 마이그레이션에서 만든 엔드포인트는 자동으로 저장됩니다.',
    instances:
      '인스턴스가 없습니다. 없어도 되지만, 만들면 실행이 이 컴퓨터에서 쓰는 자원을 제한할 수 있습니다.',
  },
  nothingMatches: (filter) => `${filter}에 맞는 것이 없습니다.`,
  of: (shown, all) => `${exact(all)}개 중 ${exact(shown)}개`,
  reading: '저장된 내용을 읽는 중',
  taskColumns: {
    task: '태스크',
    status: '상태',
    way: '원본 → 대상',
    tables: '테이블',
    rows: '행',
    last: '최근',
  },
  endpointColumns: {
    endpoint: '엔드포인트',
    role: '역할',
    engine: '엔진',
    place: '서버, 버킷 또는 폴더',
    user: '사용자',
    tested: '연결 테스트',
  },
  instanceColumns: {
    instance: '인스턴스',
    status: '상태',
    class: '클래스',
    lanes: '레인',
    memory: '메모리',
    news: '작업 중 또는 최근 실행',
  },
  runColumns: { started: '시작', task: '태스크', outcome: '결과', rows: '행', took: '소요' },
  engines: { mysql: 'MySQL', s3: 'S3', folder: '폴더' },
  canResume: (status) => `${status}, 이어서 실행 가능`,
  asks: '확인을 기다림',
  compares: (status) => `${status}, 비교 중`,
  unreadable: '읽을 수 없음',
  neverTested: '아직 안 함',
  works: (ago) => `정상, ${ago}`,
  fails: (hop, ago) => `${hop}에서 실패, ${ago}`,
  changedSince: '그 뒤로 변경됨',
  ago: (ms) => {
    if (ms < MINUTE) return '방금';
    if (ms < HOUR) return `${Math.floor(ms / MINUTE)}분 전`;
    if (ms < DAY) return `${Math.floor(ms / HOUR)}시간 전`;
    return `${exact(Math.floor(ms / DAY))}일 전`;
  },
  fields: {
    from: '원본',
    to: '대상',
    instance: '인스턴스',
    run: '실행',
    logs: '로그',
    usedBy: '사용처',
  },
  rowsOf: (rows, expected, compared) => `~${expected}행 중 ${rows}행${compared ? ' 비교' : ''}`,
  ended: (started, took) => `${started}, ${took} 소요`,
  goesOn: (started) => `${started}부터`,
  left: (clock) => `~${clock} 남음`,
  cutOff: (started) => `${started}, 끝나기 전에 외부에서 종료됨`,
  neverRan: '아직 실행한 적이 없습니다',
  noTask: '없음',
  startTask: {
    title: (id) => `${withParticle(id, '을/를')} 처음부터 시작할까요?`,
    forgetsCheckpoint: (key) => `체크포인트를 버리게 됩니다. 이어서 실행하려면 ${key}`,
    asksBeforeRemoving: '대상의 행을 지우기 전에는 먼저 확인합니다.',
    yes: '시작',
  },
  deleteTask: {
    title: (id) => `태스크 ${withParticle(id, '을/를')} 삭제할까요?`,
    logs: (runs) => `${counts.runs(runs)}의 로그도 함께 삭제됩니다.`,
    target: '대상에 있는 데이터와 체크포인트는 그대로 남습니다.',
    yes: '삭제',
    done: (id) => `${withParticle(id, '을/를')} 삭제했습니다.`,
  },
  labSays:
    '이 컴퓨터에 실습용 서버와 예제 데이터를 따로 만듭니다. 이 콘솔은 닫히고, 선생님이 있는 콘솔이 열립니다.',
  labBegun: (step, of) => `진행 중: ${of}단계 중 ${step}단계`,
  deleteEndpoint: {
    title: (id) => `엔드포인트 ${withParticle(id, '을/를')} 삭제할까요?`,
    secret: '이 컴퓨터의 키링에 저장된 비밀번호도 함께 삭제됩니다.',
    used: (tasks) => `${tasks.join(', ')}에서 사용 중입니다. 삭제하면 더는 실행할 수 없습니다.`,
    nothing: '서버, 버킷, 폴더 자체는 그대로 남습니다.',
    yes: '삭제',
    done: (id) => `${withParticle(id, '을/를')} 삭제했습니다.`,
    keyring: (reason) => `키링에 비밀번호가 남아 있을 수 있습니다: ${reason}.`,
  },
  deleteInstance: {
    title: (id) => `인스턴스 ${withParticle(id, '을/를')} 삭제할까요?`,
    used: (tasks) => `${tasks.join(', ')}에서 사용 중입니다. 삭제하면 더는 실행할 수 없습니다.`,
    logs: (runs, folder) => `홈 폴더와 ${counts.runs(runs)}의 로그는 그대로 남습니다: ${folder}`,
    yes: '삭제',
    done: (id) => `${withParticle(id, '을/를')} 삭제했습니다.`,
  },
  newInstance: {
    title: '새 인스턴스',
    says: '인스턴스는 실행이 이 컴퓨터에서 쓰는 자원을 제한하고 실행 로그를 보관합니다.',
    labels: { id: '이름', class: '클래스', home: '홈 폴더' },
    hints: {
      id: '영문자, 숫자, 하이픈',
      class: '좌우 키로 변경',
      home: (usual) => `비워 두면 ${usual}`,
    },
    classWords: (name, size) => `${name}: ${size}`,
    done: (id) => `${withParticle(id, '을/를')} 사용할 수 있습니다.`,
  },
};
