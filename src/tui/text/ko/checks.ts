import type { CheckFacts, FoundValue } from '../../../model/assessment.ts';
import type { ObjectKind } from '../../../model/task.ts';
import type { checks as english } from '../en/checks.ts';
import { bytes, clock, compact, exact } from '../numbers.ts';
import { counts } from './counts.ts';
import { plan } from './plan.ts';

const LIMITS: Readonly<Record<CheckFacts['estimate']['limitedBy'], string>> = {
  'source line': '속도를 정하는 것: 원본까지의 회선',
  'target line': '속도를 정하는 것: 대상까지의 회선',
  servers: '속도를 정하는 것: 서버',
  'single stream': '속도를 정하는 것: 한 스트림으로 읽는 가장 긴 테이블',
};

const OBJECTS: Readonly<Record<ObjectKind, string>> = {
  views: '뷰',
  triggers: '트리거',
  routines: '루틴',
  events: '이벤트',
};

export const checks: typeof english = {
  titles: {
    source: '원본',
    target: '대상',
    documents: '태스크 문서',
    selection: '선택된 테이블',
    names: '대상에서의 이름',
    'source-rights': '원본 권한',
    'target-rights': '대상 권한',
    settings: '서버 설정',
    moment: '일관성',
    keys: '키',
    transactions: '스토리지 엔진',
    'large-values': 'LOB 값',
    'target-tables': '대상 테이블',
    checkpoint: '체크포인트',
    definitions: '테이블 정의',
    'foreign-keys': '외래 키',
    columns: '특수 컬럼',
    triggers: '대상의 트리거',
    objects: '뷰와 그 밖의 객체',
    space: '대상의 여유 공간',
    estimate: '시간과 크기',
  },
  found: {
    source: ({ product, address }) => `${product}, ${address}`,
    target: ({ product, address }) => `${product}, ${address}`,
    documents: () => '',
    selection: ({ tables, views, estimatedRows, dataBytes }) =>
      [
        counts.tables(tables),
        ...(views === 0 ? [] : [counts.views(views)]),
        `~${compact(estimatedRows)}행`,
        `~${bytes(dataBytes)}`,
      ].join(', '),
    names: () => '',
    'source-rights': ({ tables }) => `테이블 ${exact(tables)}개를 읽을 수 있음`,
    'target-rights': ({ proved }) =>
      proved === 'rights' ? '' : '쓰지 않고 볼 수 있는 데까지 확인함. 쓰기는 `dms-tui endpoint test`로 확인',
    settings: () => '',
    moment: ({ guarantee }) =>
      guarantee === null ? '이 사용자의 권한을 서버가 알려 주지 않음' : momentWords(guarantee),
    keys: ({ tables }) => `테이블 ${exact(tables)}개에 청크로 나눠 읽을 키가 있음`,
    transactions: () => '',
    'large-values': ({ columns, largest }) => {
      if (columns === 0) return 'LOB를 담을 수 있는 컬럼 없음';
      return largest === null
        ? `LOB 컬럼 ${exact(columns)}개, 값 없음`
        : `가장 큰 값 ${sizeOf(largest)}, ${largest.table}.${largest.column}`;
    },
    'target-tables': ({ created, standing }) =>
      standing === 0
        ? `새로 만들 테이블 ${exact(created)}개`
        : `새로 만들 테이블 ${exact(created)}개, 이미 있는 테이블 ${exact(standing)}개`,
    checkpoint: ({ begun, complete }) =>
      begun === 0 ? '' : `시작한 테이블 ${exact(begun)}개, 그중 ${exact(complete)}개 완료`,
    definitions: ({ tables }) => (tables === 0 ? '' : `새로 만들 테이블 ${exact(tables)}개`),
    'foreign-keys': ({ kept }) => (kept === 0 ? '' : `함께 옮길 외래 키 ${exact(kept)}개`),
    columns: () => '',
    triggers: () => '',
    objects: (facts) => (facts.counts === null ? '' : objectWords(facts.counts)),
    space: ({ freeBytes, neededBytes }) =>
      freeBytes === null
        ? `~${bytes(neededBytes)} 필요. 여유 공간은 여기서 알 수 없음`
        : `~${bytes(neededBytes)} 필요, ${bytes(freeBytes)} 남음`,
    estimate: ({ milliseconds, bytes: size, chunks, lanes, validates, limitedBy }) => {
      const compared = validates ? ', 검증 포함' : '';
      const work = `~${bytes(size)}, 청크 ~${exact(chunks)}개, ${counts.lanes(lanes)}`;
      return `${about(milliseconds)} (${work}${compared}). ${LIMITS[limitedBy]}`;
    },
  },
  waitsFor: (title) => `확인하지 않음: 먼저 통과해야 하는 항목: ${title}`,
  ready: (noted) =>
    noted === 0
      ? '태스크를 시작할 수 있습니다.'
      : `태스크를 시작할 수 있습니다. 위에 참고 사항이 ${exact(noted)}개 있습니다.`,
  warned: (checked) => `태스크를 시작할 수 있습니다. 살펴볼 항목이 ${exact(checked)}개 있습니다.`,
  failed: (checked, untested) => {
    const others = untested === 0 ? '' : ` 확인하지 못한 항목이 ${exact(untested)}개 있습니다.`;
    return `이대로는 태스크를 실행할 수 없습니다: 실패한 항목 ${exact(checked)}개.${others}`;
  },
};

function about(ms: number): string {
  return ms < 60_000 ? `~${Math.max(1, Math.round(ms / 1_000))}초` : `~${clock(ms)}`;
}

function momentWords(guarantee: string): string {
  const known: Readonly<Record<string, string>> = plan.guarantees;
  return known[guarantee] ?? guarantee;
}

function sizeOf({ bytes: size, whole }: FoundValue): string {
  return whole ? bytes(size) : `${bytes(size)} 이상 (표본)`;
}

/** `뷰 2개, 트리거 1개`. */
export function objectWords(numbers: Readonly<Partial<Record<ObjectKind, number>>>): string {
  const some = Object.entries(numbers).filter(([, count]) => count > 0) as [ObjectKind, number][];
  if (some.length === 0) return '없음';
  return some.map(([kind, count]) => `${OBJECTS[kind]} ${exact(count)}개`).join(', ');
}

export function kindWords(kinds: readonly ObjectKind[]): string {
  return kinds.map((kind) => OBJECTS[kind]).join(', ');
}
