import type { FoundTrigger, LostValues, NoKeyReason } from '../../../model/assessment.ts';
import type { findings as english } from '../en/findings.ts';
import { bytes, compact, exact, limit } from '../numbers.ts';
import { kindWords, objectWords } from './checks.ts';
import { common } from './common.ts';
import { counts } from './counts.ts';
import { listed } from './listed.ts';
import { withParticle } from './particles.ts';

const NO_KEY: Readonly<Record<NoKeyReason, string>> = {
  none: '키 없음',
  view: '뷰',
  removed: '키의 컬럼을 옮기지 않음',
  charset: '키의 문자 집합',
};

const OF = { all: '테이블이나 뷰가', table: '테이블이', view: '뷰가' } as const;

const SPELLING = '철자와, 이 사용자가 그 테이블을 볼 수 있는지 확인하세요.';
const GRANT = '권한을 줄 수 있는 사람에게 아래 문을 실행해 달라고 하세요.';
const NOBODY_NEEDS = '필요한 사람이 없는지 확인하세요.';
const NO_LIMIT = 'local_infile을 켜면 이런 한도가 없습니다. 아니면 max_allowed_packet을 늘리세요:';

export const findings: typeof english = {
  kinds: {
    'old-version': ({ side, product, version }) => ({
      what: `${common.roles[side]} 서버 ${product} ${version}: 동작을 확인한 어떤 버전보다도 오래되었습니다.`,
      why: '읽고 쓰는 방식이 확인한 버전들과 다를 수 있습니다.',
      next: '데이터 사본으로 먼저 시험하고, 검증을 켜 두세요.',
    }),
    'idle-rule': ({ rule, pattern, of, near }) => ({
      what: `규칙 ${rule}: ${withParticle(pattern, '과/와')} 일치하는 ${OF[of]} 없습니다.`,
      why: near.length > 0 ? `이름이 비슷한 것: ${near.join(', ')}.` : '이 규칙으로 옮겨지는 것이 없습니다.',
      next: SPELLING,
    }),
    'no-tables': ({ patterns, near }) => ({
      what: `${withParticle(patterns.join(', '), '과/와')} 일치하는 것이 없습니다.`,
      why: `태스크가 아무 일도 하지 않게 되며, 설정이 이를 허용합니다.${near.length > 0 ? ` 이름이 비슷한 것: ${near.join(', ')}.` : ''}`,
      next: SPELLING,
    }),
    'other-case': ({ tables }) => ({
      what: `대상에 대소문자만 다른 테이블이 있습니다:${listed(tables.map((one) => `${one.table}: ${one.standing}`))}`,
      why: '이 대상에서는 서로 다른 테이블이므로, 새 테이블이 그 옆에 따로 생깁니다.',
      next: '같은 테이블을 뜻한다면 규칙(convert-lowercase, rename)으로 이름을 맞추세요.',
    }),
    unreadable: ({ tables, user }) => ({
      what: `사용자 '${user}'에게 다음 테이블의 읽기 권한이 없습니다:${listed(tables)}`,
      why: '읽을 수 없는 테이블이 하나라도 있으면 태스크를 시작하지 않습니다.',
      next: `${GRANT} 또는 그 테이블을 제외하세요.`,
    }),
    'objects-hidden': ({ kinds }) => ({
      what: `태스크가 옮기려는 ${kindWords(kinds)}의 정의를 이 사용자는 볼 수 없습니다.`,
      why: '그래서 옮겨지지 않습니다.',
      next: GRANT,
    }),
    'rows-by-insert': ({ address }) => ({
      what: `${address}에서 local_infile이 OFF이므로 행을 INSERT로 보냅니다.`,
      why: '보장은 같지만 속도는 절반쯤이고, 이쪽에서 하는 일은 세 배입니다.',
      next: '로드하는 동안 켜 두세요:',
    }),
    'small-statements': ({ limitBytes }) => ({
      what: `대상의 max_allowed_packet: ${limit(limitBytes)}.`,
      why: 'INSERT 문이 이보다 커지는 행은 거부됩니다. 바이너리 값은 크기의 두 배까지 차지할 수 있습니다.',
      next: '값을 늘리거나, 이런 한도가 없는 local_infile을 켜세요:',
    }),
    'read-only-unbound': ({ address }) => ({
      what: `${address}에서 read_only가 ON이지만 이 사용자에게는 적용되지 않습니다.`,
      why: '복제본이라면, 로드한 데이터 때문에 그 원본 서버와 달라집니다.',
      next: '쓰려는 서버가 맞는지 확인하세요.',
    }),
    'settings-differ': ({ settings }) => ({
      what: `두 서버의 설정이 다릅니다:${listed(settings.map((one) => `${one.name}: ${one.source} → ${one.target}`))}`,
      why: '로드에 필요한 값은 세션에서 직접 정합니다. 옮겨 간 애플리케이션은 새 값을 만나게 됩니다.',
      next: null,
    }),
    'weak-moment': ({ guarantee }) => ({
      what:
        guarantee === 'unchanged-log'
          ? '리더를 여는 순간에 아무도 쓰지 않아야만 모든 테이블을 같은 시점으로 읽습니다.'
          : '레인마다 서로 다른 시점을 봅니다.',
      why: '리더를 여는 동안 쓰인 것이 어떤 테이블에서는 옮겨지고 다른 테이블에서는 빠질 수 있습니다.',
      next: '잠깐 잠글 수 있는 권한을 주거나, 태스크가 시작하는 동안 쓰기를 멈추세요:',
    }),
    'tables-held': () => ({
      what: '태스크 테이블에 대한 ALTER, DROP, TRUNCATE는 복사가 끝날 때까지 기다립니다.',
      why: '그동안 그 테이블을 쓰는 쪽도 뒤에서 기다립니다. 권한이 하나 더 있으면 기다리지 않습니다.',
      next: `그동안 테이블을 바꾸지 마세요. 아니면 ${GRANT}`,
    }),
    'no-key': ({ tables }) => ({
      what: `나눠 읽을 키가 없는 테이블:${listed(
        tables.map(({ table, rows, bytes: size, why }) => {
          return `${table}  ~${compact(rows)}행, ~${bytes(size)}: ${NO_KEY[why]}`;
        }),
      )}`,
      why: '레인 하나가 한 스트림으로 읽고, 도중에 멈추면 처음부터 다시 시작합니다.',
      next: '값이 겹치지 않는 컬럼이 있으면 기본 키로 만들거나 UNIQUE와 NOT NULL을 지정하세요.',
    }),
    'no-snapshot': ({ tables }) => ({
      what: `스토리지 엔진에 스냅샷이 없는 테이블:${listed(tables.map(engineWords))}`,
      why: '복사하는 동안 쓰인 행은 옮겨질 수도 빠질 수도 있어, 다른 테이블과 맞지 않을 수 있습니다.',
      next: '복사하는 동안 이 테이블에 쓰지 않게 하세요.',
    }),
    'no-transactions': ({ tables }) => ({
      what: `대상에서 트랜잭션을 쓸 수 없는 테이블:${listed(tables.map(engineWords))}`,
      why: '도중에 끊긴 청크를 되돌릴 수 없어 행이 중복될 수 있습니다.',
      next: '아래 문으로 엔진을 바꾸거나 대상 테이블 설정 “기존 테이블 삭제 후 생성”(`--prep drop-and-create`)으로 다시 만들게 하세요.',
    }),
    'values-cut': ({ limitBytes, columns }) => ({
      what: `LobMaxSize(${limit(limitBytes)})보다 긴 값:${listed(columns.map(lostWords))}`,
      why: '이 길이에서 잘리며, 잘린 값은 하나하나 셉니다.',
      next: '한도(KB)를 늘리거나, FullLobMode로 값을 온전히 옮기세요:',
    }),
    'values-left': ({ columns }) => ({
      what: `SupportLobs가 false여서 옮기지 않는 컬럼:${listed(columns.map(lostWords))}`,
      why: '이 컬럼의 값은 하나도 옮겨지지 않습니다.',
      next: '필요하다면 값을 온전히 옮기게 하세요:',
    }),
    'value-too-large': ({ value, limitBytes, certain }) => ({
      what: `${value.table}.${value.column}에 ${bytes(value.bytes)}인 값이 있습니다. SQL 문 하나의 한도는 ${limit(limitBytes)}입니다.`,
      why: certain
        ? '여기서는 행을 INSERT로 보내므로 이 행은 거부됩니다.'
        : '여기서는 행을 INSERT로 보냅니다. 이스케이프할 바이트가 많으면 이 행은 거부됩니다.',
      next: NO_LIMIT,
    }),
    'values-unseen': ({ tables, limitMs }) => ({
      what: `LOB 값을 살펴보는 ${exact(limitMs / 1_000)}초 안에 보지 못한 테이블 ${exact(tables.length)}개:${listed(tables)}`,
      why: '이 테이블의 값이 너무 긴지는 알 수 없습니다.',
      next: null,
    }),
    'rows-added-to': ({ tables }) => ({
      what: `이미 있는 행에 추가하는 테이블:${listed(tables.map(rowWords))}`,
      why: '키가 같은 행은 거부되고, 끝난 뒤 비교하면 대상의 행이 더 많습니다.',
      next: '그렇게 하지 않으려면 대상 테이블 설정에서 “행만 모두 삭제” 또는 “기존 테이블 삭제 후 생성”을 고르세요(`--prep`).',
    }),
    'rows-emptied': ({ tables }) => ({
      what: `먼저 비우는 테이블:${listed(tables.map(rowWords))}`,
      why: '지금 있는 행은 되살릴 수 없습니다.',
      next: NOBODY_NEEDS,
    }),
    'rows-dropped': ({ tables }) => ({
      what: `기존 테이블 삭제 후 생성:${listed(tables.map(rowWords))}`,
      why: '지금 있는 행은 되살릴 수 없습니다. 대상에만 만들어 둔 트리거, 인덱스, 컬럼 권한도 사라집니다.',
      next: NOBODY_NEEDS,
    }),
    'no-checkpoint': ({ task }) => ({
      what: `대상에 태스크 ${task}의 체크포인트가 없습니다.`,
      why: '처음부터 시작합니다.',
      next: null,
    }),
    'foreign-keys-lost': ({ keys }) => ({
      what: `옮기지 않는 외래 키:${listed(keys.map(keyWords))}`,
      why: '참조하는 테이블이 이 태스크에 없습니다.',
      next: '그 테이블도 함께 옮기거나, 나중에 대상에 생기면 외래 키를 추가하세요.',
    }),
    'foreign-keys-unsure': ({ keys }) => ({
      what: `부모가 없는 행이 생길 수 있는 외래 키:${listed(keys.map(keyWords))}`,
      why: '필터 때문에 부모 테이블이 일부만 옮겨집니다. 성립하지 않는 외래 키는 옮기지 않습니다.',
      next: '참조하는 테이블에도 같은 필터를 쓰세요.',
    }),
    'generated-columns': ({ recomputed, columns }) => ({
      what: `생성 컬럼:${listed(columns.map(columnWords))}`,
      why: recomputed
        ? '정의를 옮기고, 값은 대상이 다시 계산합니다.'
        : '테이블에 저장된 것만 쓰므로 이 값은 파일에 없습니다.',
      next: recomputed ? null : '읽는 쪽에 필요하다면, 이 컬럼을 보여 주는 뷰를 함께 옮기세요.',
    }),
    'invisible-columns': ({ staysInvisible, columns }) => ({
      what: `숨은 컬럼:${listed(columns.map(columnWords))}`,
      why: staysInvisible
        ? '값을 옮깁니다. 대상이 컬럼을 숨길 수 있으면 숨은 채로 남습니다.'
        : '값을 옮깁니다. 파일에서는 다른 컬럼과 같습니다.',
      next: null,
    }),
    'triggers-fire': ({ triggers }) => ({
      what: `로드하는 행마다 실행되는 트리거:${listed(triggers.map(triggerWords))}`,
      why: '들어오는 값을 바꾸거나 시간을 씁니다.',
      next: '정의를 보관하고 로드하는 동안 없애 두세요:',
    }),
    'triggers-dropped': ({ triggers }) => ({
      what: `테이블과 함께 사라지는 트리거:${listed(triggers.map(triggerWords))}`,
      why: '테이블은 다시 만들지만 트리거는 다시 만들지 않습니다.',
      next: '정의를 보관해 두세요:',
    }),
    'triggers-unseen': ({ tables }) => ({
      what: `트리거가 있는지 볼 수 없는 테이블:${listed(tables)}`,
      why: '트리거가 있다면 로드하는 행마다 실행됩니다.',
      next: GRANT,
    }),
    'objects-stay': ({ counts: numbers, possible }) => ({
      what: possible
        ? `테이블 말고도 있는 것: ${objectWords(numbers)}.`
        : `태스크가 옮기려는 것 중 파일에 담을 수 없는 것: ${objectWords(numbers)}.`,
      why: possible ? '태스크가 요구하지 않으므로 원본에만 남습니다.' : '원본에만 남습니다.',
      next: possible ? '함께 옮기려면:' : null,
    }),
    'little-space': ({ freeBytes, neededBytes, address }) => ({
      what: `테이블의 크기는 원본에서 ~${bytes(neededBytes)}입니다. ${address}에 남은 공간: ${bytes(freeBytes)}.`,
      why: '공간이 다 차면 로드가 멈춥니다. 그때까지 커밋된 것은 남습니다.',
      next: '공간을 늘리거나 테이블을 제외하세요.',
    }),
  },
  andMore: (names, more) => `${names} 외 ${exact(more)}개`,
};

function engineWords({ table, engine }: { table: string; engine: string }): string {
  return `${table}  ${engine}`;
}

function rowWords({ table, rows }: { table: string; rows: number }): string {
  return `${table}  ${counts.rows(rows)}`;
}

function columnWords({ table, column }: { table: string; column: string }): string {
  return `${table}.${column}`;
}

function keyWords({ table, name, parent }: { table: string; name: string | null; parent: string }): string {
  return `${table} → ${parent}${name === null ? '' : `  ${name}`}`;
}

function triggerWords({ table, trigger, when }: FoundTrigger): string {
  return `${table}  ${trigger}, ${when}`;
}

function lostWords({ table, column, longestBytes, values, rows, whole }: LostValues): string {
  const longest = `가장 긴 값 ${bytes(longestBytes)}`;
  const counted = whole ? `값 ${exact(values)}개` : `살펴본 ${counts.rows(rows)} 중 값 ${exact(values)}개`;
  return `${table}.${column}  ${counted}, ${longest}`;
}
