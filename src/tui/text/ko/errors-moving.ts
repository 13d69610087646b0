/** Words for what goes wrong while rows move. */
import { bytes, exact } from '../numbers.ts';
import type { Wording } from '../wording.ts';
import { counts } from './counts.ts';
import { withParticle } from './particles.ts';
import { inKorean } from './phrases.ts';

export const movingWords = {
  'table.gone': ({ table }) => ({
    what: `${withParticle(table, '이/가')} 더는 없습니다.`,
    cause: '태스크가 실행되는 동안 원본에서 삭제되었거나 이름이 바뀌었습니다.',
    next: '이 테이블을 제외하거나, 되돌려 놓고 다시 시작하세요.',
  }),
  'table.changed': ({ table }) => ({
    what: `${withParticle(table, '을/를')} 읽는 동안 원본에서 구조가 바뀌었습니다.`,
    cause: null,
    next: '아무도 테이블을 변경하지 않을 때 다시 시작하세요.',
  }),
  'target.gone': ({ table }) => ({
    what: `대상에 테이블 ${withParticle(table, '이/가')} 없습니다.`,
    cause: '아직 복사하지 않았거나, 그 뒤에 삭제되었거나 이름이 바뀌었습니다.',
    next: '테이블을 복사하거나 되돌려 놓으세요.',
  }),
  'table.locked': ({ table }) => ({
    what: `원본에서 ${withParticle(table, '이/가')} 계속 잠겨 있습니다.`,
    cause: '다른 세션이 테이블을 잠갔거나 변경하고 있거나, 그 차례를 기다리고 있습니다.',
    next: 'SHOW FULL PROCESSLIST로 어느 세션인지 확인하고, 끝난 뒤에 이어서 실행하세요.',
  }),
  'table.create': ({ table }) => ({
    what: `대상에 테이블 ${withParticle(table, '을/를')} 만들지 못했습니다.`,
    cause: null,
    next: '아래 문장에서 서버가 거부한 부분을 고쳐 직접 테이블을 만든 뒤 대상 테이블 설정 “그대로 두기”(`--prep do-nothing`)로 실행하세요.',
  }),
  'table.index': ({ table }) => ({
    what: `${table}의 행은 모두 대상에 있지만 인덱스나 키를 만들지 못했습니다.`,
    cause: null,
    next: '아래 문장에서 서버가 거부한 부분을 고쳐 직접 만드세요.',
  }),
  'rows.refused': ({ table, chunk, column, key, row }, server) => ({
    what: `대상이 ${table}의 행을 거부했습니다${whichRow(key, column)}.`,
    cause: REFUSED[server?.number ?? 0] ?? null,
    next: `청크 ${withParticle(String(chunk), '은/는')} 모두 취소했습니다${row === null ? '' : ` (거부된 것은 ${exact(row)}번째 행)`}. 행이나 컬럼을 고치고 이어서 실행하거나, 태스크 설정의 오류 정책에서 이런 행을 제외하도록 고르세요.`,
  }),
  'rows.gave-way': ({ table, chunk }) => ({
    what: `대상에서 ${table}의 행을 여러 번 보냈지만, 잠금을 쥔 다른 트랜잭션에 번번이 밀려났습니다.`,
    cause: '다른 누군가가 이 테이블에 쓰고 있거나, 레인끼리 유니크 키에서 부딪혔습니다.',
    next: `청크 ${withParticle(String(chunk), '은/는')} 모두 취소했습니다. 테이블이 한가할 때, 또는 레인 수를 줄여 이어서 실행하세요.`,
  }),
  'rows.unproven': ({ table, chunk, sent, stored, warnings }) => ({
    what: `${table}: ${withParticle(counts.rows(sent), '을/를')} 보냈으나 ${counts.rows(stored)}만 저장되었고 경고가 ${exact(warnings)}건 있습니다.`,
    cause: '대상이 오류 없이 행을 빠뜨렸거나 값을 바꿨습니다.',
    next: `청크 ${withParticle(String(chunk), '은/는')} 모두 취소했습니다. 양쪽 테이블의 정의를 비교한 뒤 이어서 실행하세요.`,
  }),
  'rows.too-large': ({ table, bytes: size, limit, setting }) => ({
    what: `${table}의 한 행이 ${bytes(size)}인데, 서버는 최대 ${bytes(limit)}까지 받습니다.`,
    cause: `한도는 ${withParticle(setting, '이/가')} 정합니다.`,
    next: '한도를 올린 뒤 이어서 실행하세요.',
  }),
  'target.full': ({ address, table }) => ({
    what: `대상 ${withParticle(address, '이/가')} 가득 찼습니다: ${table}에 행을 더 넣을 수 없습니다.`,
    cause: '디스크나 테이블스페이스, 또는 할당량을 다 썼습니다.',
    next: '공간을 확보한 뒤 이어서 실행하세요. 커밋된 것은 그대로 남습니다.',
  }),
  'server.refused': ({ address, doing }) => ({
    what: `${withParticle(address, '이/가')} 문장을 거부했습니다: ${inKorean(doing)}.`,
    cause: null,
    next: null,
  }),
} satisfies Partial<Wording>;

function whichRow(key: string | null, column: string | null): string {
  const parts = [...(key ? [`키 ${key}`] : []), ...(column ? [`컬럼 ${column}`] : [])];
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

/** By error number, alike in MySQL and MariaDB. */
const REFUSED: Record<number, string> = {
  1048: '컬럼이 NULL을 허용하지 않습니다.',
  1062: '같은 키의 행이 이미 대상에 있습니다.',
  1264: '숫자가 컬럼의 범위를 벗어납니다.',
  1265: '컬럼에 담을 수 없는 값입니다.',
  1292: '컬럼에 담을 수 없는 값입니다.',
  1366: '컬럼이나 그 문자 집합에 담을 수 없는 값입니다.',
  1406: '값이 컬럼보다 깁니다.',
  1452: '행이 참조하는 행이 대상에 없습니다.',
  3819: '대상의 CHECK 제약 조건에 어긋나는 행입니다.',
  4025: '대상의 CHECK 제약 조건에 어긋나는 행입니다.',
};
