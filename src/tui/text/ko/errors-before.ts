/** Words for what is wrong before anything is connected: the command line, documents, addresses, tasks. */
import type { Wording } from '../wording.ts';
import { common } from './common.ts';
import { counts } from './counts.ts';
import { secretWords } from './errors-secrets.ts';
import { ownerWords } from './instance.ts';
import { listed } from './listed.ts';
import { withParticle } from './particles.ts';
import { inKorean } from './phrases.ts';

const MOST_IDS = 10;

const LOCKABLE = { task: '태스크', instance: '인스턴스', profile: '프로필' } as const;

export const beforeWords = {
  usage: ({ problem, allowed }) => ({
    what: inKorean(problem),
    cause: null,
    next: allowed ? `사용할 수 있는 값: ${inKorean(allowed)}.` : '`dms-tui --help`를 참고하세요.',
  }),
  document: ({ file, path, problem, allowed, others = [] }) => ({
    what:
      others.length === 0
        ? `${file}: ${place(path)}${problemWords(problem)}`
        : `${file}에 문제가 ${others.length + 1}개 있습니다.`,
    cause: null,
    next:
      others.length === 0
        ? allowed
          ? `이 자리에 쓸 수 있는 값: ${inKorean(allowed)}.`
          : null
        : `다음을 고치세요:${listed([{ path, problem, ...(allowed && { allowed }) }, ...others].map(oneProblem))}`,
  }),
  url: ({ url, problem, allowed }) => ({
    what: `주소 ${withParticle(url, '을/를')} 사용할 수 없습니다: ${inKorean(problem)}`,
    cause: null,
    next: allowed ? `사용할 수 있는 값: ${inKorean(allowed)}.` : null,
  }),
  ...secretWords,
  'endpoint.unknown': ({ id, near, saved, aside }) => ({
    what: `엔드포인트 ${withParticle(id, '이/가')} 없습니다.`,
    cause:
      aside.length > 0
        ? `저장된 엔드포인트를 읽지 못해 따로 보관한 파일이 있습니다. 그 안에 있을 수 있습니다:${listed(aside)}`
        : near.length > 0
          ? `이름이 비슷한 엔드포인트: ${near.join(', ')}.`
          : null,
    next:
      saved.length === 0
        ? `먼저 저장하세요: \`dms-tui endpoint create ${id} --source <url>\`.`
        : `저장된 엔드포인트: ${saved.slice(0, MOST_IDS).join(', ')}${saved.length > MOST_IDS ? ', …' : ''}.`,
  }),
  'endpoint.role': ({ id, role }) => ({
    what: `엔드포인트 ${withParticle(id, '은/는')} ${common.roles[role]} 엔드포인트로 저장되어 있어 ${withParticle(common.roles[role === 'source' ? 'target' : 'source'], '으로/로')} 쓸 수 없습니다.`,
    cause: null,
    next: `그 역할의 엔드포인트를 저장하세요: \`dms-tui endpoint create <id> --${role === 'source' ? 'target' : 'source'} <url>\`.`,
  }),
  'endpoint.exists': ({ id, role, address }) => ({
    what: `엔드포인트 ${withParticle(id, '이/가')} 이미 있습니다: ${common.roles[role]}, ${address}.`,
    cause: null,
    next: `\`dms-tui endpoint edit ${id}\`로 수정하거나 \`--yes\`로 덮어쓰세요.`,
  }),
  'profile.damaged': ({ file, aside }) => ({
    what: `저장된 엔드포인트를 읽을 수 없습니다: ${file}의 내용이 JSON 객체가 아닙니다.`,
    cause: '누군가 직접 고쳤거나 디스크에서 일부가 손실되었습니다. 버린 내용은 없습니다.',
    next: `원래 파일은 ${aside}에 보관했습니다. 그 파일을 고쳐 되돌려 놓거나 엔드포인트를 다시 저장하세요.`,
  }),
  'catalog.nothing': ({ address, pattern, near }) => ({
    what: `${address}에 ${withParticle(pattern, '과/와')} 일치하는 것이 없습니다.`,
    cause: near.length > 0 ? `이름이 비슷한 것: ${near.join(', ')}.` : null,
    next: SPELLING,
  }),
  'mapping.nothing': ({ patterns, near }) => ({
    what: `원본에 ${withParticle(patterns.join(', '), '과/와')} 일치하는 테이블이 없습니다.`,
    cause: near.length > 0 ? `이름이 비슷한 테이블: ${near.join(', ')}.` : null,
    next: SPELLING,
  }),
  'mapping.collision': ({ target, sources }) => ({
    what: `${sources.join(', ')} 테이블이 모두 같은 대상 테이블 ${withParticle(target, '으로/로')} 가게 됩니다.`,
    cause: '변환 규칙이 둘 이상의 원본 테이블에 같은 이름을 줍니다.',
    next: '하나만 남기고 제외하거나 각각 다른 이름을 주세요.',
  }),
  'mapping.same-table': ({ table, address }) => ({
    what: `${withParticle(table, '을/를')} 자기 자신에게 복사하게 됩니다: 원본과 대상이 같은 서버입니다 (${address}).`,
    cause: null,
    next: '대상 URL에 다른 스키마를 쓰거나, 스키마 또는 테이블의 이름을 바꾸는 규칙을 추가하세요.',
  }),
  'mapping.no-columns': ({ table }) => ({
    what: `${table}에서 복사할 컬럼이 하나도 남지 않았습니다.`,
    cause: '규칙이나 LOB를 제외하는 LOB 모드 때문에 모든 컬럼이 빠졌습니다.',
    next: '이 테이블을 제외하거나 컬럼을 하나 이상 남기세요.',
  }),
  'mapping.unknown-column': ({ table, column, columns }) => ({
    what: `규칙에 적힌 컬럼 ${withParticle(column, '이/가')} ${table}에 없습니다.`,
    cause: null,
    next: `이 테이블의 컬럼: ${columns.join(', ')}.`,
  }),
  'mapping.strict': ({ problems }) => ({
    what: `태스크가 요구하는 것 가운데 적용할 수 없는 것이 있습니다:${listed(problems.map(inKorean))}`,
    cause: '`--strict`를 쓰면 이것을 오류로 처리합니다.',
    next: '문서에서 이 항목을 빼거나, `--strict` 없이 실행해 경고만 남기고 건너뛰세요.',
  }),
  'target.not-empty': ({ tables }) => ({
    what: `다음 대상 테이블에 이미 행이 있습니다:${listed(tables.map(tableRows))}`,
    cause: '테이블 준비 모드를 고르지 않았습니다. 요청이 없으면 아무것도 지우거나 섞지 않습니다.',
    next: '대상 테이블 설정을 고르세요: “그대로 두기”는 기존 행에 추가하고, “행만 모두 삭제”는 기존 행을 먼저 비우며, “기존 테이블 삭제 후 생성”은 테이블을 다시 만듭니다(`--prep do-nothing`, `truncate`, `drop-and-create`).',
  }),
  'target.unfit': ({ table, problems }) => ({
    what: `대상 테이블 ${table}의 지금 구조로는 행을 받을 수 없습니다:${listed(problems.map(inKorean))}`,
    cause: null,
    next: '테이블을 고치거나, 규칙으로 컬럼의 이름을 바꾸거나 빼거나, 대상 테이블 설정 “기존 테이블 삭제 후 생성”(`--prep drop-and-create`)으로 다시 만드세요.',
  }),
  'resume.changed': ({ task, tables }) => ({
    what: `태스크 ${withParticle(task, '이/가')} 체크포인트를 만들 때와 다릅니다:${listed(tables)}`,
    cause: '그 뒤에 이 테이블의 매핑이나 설정, 또는 테이블 자체가 바뀌었습니다.',
    next: '이어서 실행하려면 바꾼 것을 되돌리고, 아니면 `--resume` 없이 처음부터 시작하세요.',
  }),
  'resume.needed': ({ task, done, total }) => ({
    what: `태스크 ${task}의 체크포인트가 있습니다: 테이블 ${total}개 중 ${done}개가 대상에 모두 옮겨졌습니다.`,
    cause: '이전 실행이 도중에 멈췄습니다.',
    next: '체크포인트에서 이어서 실행하거나(`--resume`), 대상 테이블 설정 “행만 모두 삭제” 또는 “기존 테이블 삭제 후 생성”(`--prep`)으로 처음부터 시작하세요.',
  }),
  'instance.busy': ({ kind, id, lock, ...owner }) => ({
    what: `${LOCKABLE[kind]} ${withParticle(id, '을/를')} 다른 프로세스가 사용 중입니다: ${ownerWords(owner)}.`,
    cause: null,
    next: `끝날 때까지 기다리거나 그 프로세스를 멈추세요. 이미 없는 것이 확실하면(다른 컴퓨터, 컨테이너 등) ${withParticle(lock, '을/를')} 삭제하세요.`,
  }),
  'target.busy': ({ task, address, connection, client }) => ({
    what: `태스크 ${task}의 다른 실행이 ${address}에서 작업 중입니다: ${client}에서 온 연결 ${connection}.`,
    cause: '다른 컴퓨터에서 실행 중이거나 다른 홈 폴더를 쓰고 있을 수 있습니다.',
    next: '끝날 때까지 기다리거나 멈추세요. 이미 없는 것이 확실하면 그 연결을 끊으세요:',
  }),
  'control.version': ({ pid }) => ({
    what: `프로세스 ${pid}의 실행과는 여기서 통신할 수 없습니다.`,
    cause: '다른 버전의 dms-tui가 시작한 실행입니다.',
    next: `그 버전을 쓰거나, \`kill ${pid}\`로 체크포인트를 남기고 멈춘 뒤 이 버전으로 이어서 실행하세요.`,
  }),
  'control.start': ({ task, reason, log }) => ({
    what: `태스크 ${task}의 프로세스를 시작할 수 없습니다: ${inKorean(reason)}`,
    cause: null,
    next: `자세한 내용은 ${log}에 있습니다. \`dms-tui run\`으로는 이 터미널에서 바로 실행할 수 있습니다.`,
  }),
  'confirm.needed': ({ tables, name }) => ({
    what: `${name}에 있는 다음 테이블의 행이 모두 삭제됩니다:${listed(tables.map(tableRows))}`,
    cause: '확인을 받을 터미널이 없습니다.',
    next: '그래도 좋다면 `--yes`를 붙이세요.',
  }),
  'lab.missing': ({ product, ways }) => ({
    what: `이 컴퓨터에서 ${inKorean(product)} 서버를 찾을 수 없습니다.`,
    cause: null,
    next: `다음 중 하나면 됩니다:${listed(ways.map(inKorean))}`,
  }),
  'lab.failed': ({ product, doing, log }) => ({
    what: `실습용 ${product} 서버가 실패했습니다: ${inKorean(doing)}.`,
    cause: null,
    next: `이유는 로그에 있습니다: ${log}`,
  }),
  interrupted: ({ task }) => ({
    what: task
      ? `태스크 ${withParticle(task, '이/가')} 끝나기 전에 중지되었습니다.`
      : '중지했습니다. 수행한 작업은 없습니다.',
    cause: null,
    next: null,
  }),
  internal: ({ problem }) => ({
    what: `일어나서는 안 되는 오류가 발생했습니다: ${problem}`,
    cause: 'dms-tui의 결함입니다. 커밋된 행은 안전하며, 스택은 보고서 옆의 trace.log에 있습니다.',
    next: '태스크를 이어서 실행하고, trace.log와 함께 이 오류를 알려 주세요.',
  }),
} satisfies Partial<Wording>;

const SPELLING =
  "철자와 이 사용자가 테이블을 볼 수 있는지 확인하세요. `%`는 'dees.%'처럼 임의의 문자열을 뜻합니다.";

function place(path: string): string {
  return path ? `${path}: ` : '';
}

/** What stands in a document and should not is told as it stands there. */
function problemWords(problem: string): string {
  const known = inKorean(problem);
  return known === problem ? problem.replace(/^is (?=["\d[{tfn-])/, '현재 값: ') : known;
}

function oneProblem(one: { path: string; problem: string; allowed?: string }): string {
  const allowed = one.allowed ? ` (사용할 수 있는 값: ${inKorean(one.allowed)})` : '';
  return `${place(one.path)}${problemWords(one.problem)}${allowed}`;
}

function tableRows({ table, rows }: { table: string; rows: number }): string {
  return `${table}  ${counts.rows(rows)}`;
}
