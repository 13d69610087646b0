import type { LineOf, SeenFacts } from '../../../../lab/lessons/facts.ts';
import type { DoneWords, MakingWords, SeenWords } from '../../en/lab/words.ts';
import { bytes, exact, memory } from '../../numbers.ts';
import { counts } from '../counts.ts';
import { withParticle } from '../particles.ts';
import { summary } from '../summary.ts';
import { time } from '../time.ts';
import { MODES, SIDES } from './missing.ts';

const LINES: Record<LineOf, string> = {
  quotes: '따옴표는 두 번 씁니다',
  commas: '쉼표가 든 값은 따옴표로 감쌉니다',
  'line-breaks': '따옴표 안의 줄바꿈은 행의 끝이 아닙니다',
  'null-and-empty': 'NULL은 비워 두고 빈 문자열은 ""로 씁니다',
  languages: '한글은 UTF-8로 씁니다',
};

export const seen: SeenWords = {
  instance: ({ id, lanes, memoryBytes }) =>
    `${id}: ${counts.lanes(lanes)}, 메모리 최대 ${memory(memoryBytes)}`,
  note: ({ side, url, user, port }) =>
    `${SIDES[side]}: URL ${url}, 사용자 ${user}, 비밀번호 적음, 포트 ${port}`,
  counts: ({ side, tables }) =>
    `${SIDES[side]}: ${tables.map(({ table, rows }) => `${table} ${counts.rows(rows)}`).join(', ')}`,
  schemas: ({ schemas }) =>
    schemas.length === 0 ? '대상이 응답하고, 아직 스키마가 없습니다' : `대상의 스키마: ${schemas.join(', ')}`,
  endpoint: ({ id, address }) => `${id}: ${address}`,
  connection: ({ id, instance, hops, ms }) =>
    `${id}: ${withParticle(instance, '을/를')} 통해 접속됨, ${hops}개 구간 ${time.milliseconds(ms)}`,
  way: ({ source, instance, target }) =>
    `원본 DB - ${source} - ${instance} - ${target} - 대상 DB, 모두 연결됨`,
  run: ({ task, tables, rows, ms }) =>
    `${task}: ${counts.tables(tables)}, ${counts.rows(rows)}, ${time.duration(ms)}`,
  preparation: (facts) => `${MODES[facts.mode]}: ${preparation(facts)}`,
  lobs: ({ mode, truncated, source, target }) =>
    mode === 'limited'
      ? `제한: 값 ${exact(truncated)}개 잘림. 가장 긴 값이 원본은 ${bytes(source)}, 대상은 ${bytes(target)}`
      : `전체: 잘린 값 없음. 가장 긴 값이 양쪽 모두 ${bytes(target)}이고 모든 바이트가 같음`,
  columns: ({ table, gone, added }) =>
    `대상의 ${table}: 없어진 컬럼 ${gone.join(', ')}, 새 이름 ${added.join(', ')}`,
  dials: ({ turned }) => `실행하는 동안 다이얼을 ${turned}번 돌림`,
  equal: ({ table, rows }) => `${table}: 양쪽 모두 ${counts.rows(rows)}, 합계 일치`,
  object: ({ key, bytes: size }) => `${key}, ${bytes(size)}`,
  line: ({ of, text }) => `${LINES[of]}:\n${text}`,
  file: ({ table, rows, files, bytes: size }) =>
    `${table}: 파일 ${exact(files)}개, ${bytes(size)}, 원본과 같은 ${counts.rows(rows)}`,
};

function preparation({ before, after, outcome, ownRow, ownIndex }: SeenFacts['preparation']): string {
  const rows = before === null ? `지금 ${exact(after)}행` : `${exact(before)}행에서 ${exact(after)}행으로`;
  const run = outcome === 'done' ? '' : ` (실행 결과: ${summary.outcomes[outcome]})`;
  return `${rows}. ${ownFate(ownRow, ownIndex)}${run}`;
}

function ownFate(hasRow: boolean, hasIndex: boolean): string {
  if (hasRow === hasIndex) return `실습이 넣은 행과 인덱스는 모두 ${hasRow ? '그대로 있음' : '사라짐'}`;
  return hasRow ? '실습이 넣은 행은 남고 인덱스는 사라짐' : '실습이 넣은 행은 사라지고 인덱스는 남음';
}

export const done: DoneWords = {
  instance: ({ id }) => `인스턴스 ${withParticle(id, '을/를')} 클래스 small로 만들었습니다`,
  note: ({ side, url, user, port }) =>
    `${SIDES[side]} 접속 정보를 적었습니다: URL ${url}, 사용자 ${user}, 비밀번호, 포트 ${port}`,
  'look.table': ({ table, rows }) =>
    `${table}의 앞쪽 행을 보았습니다${rows === null ? '' : ` (서버 추정 ~${counts.rows(rows)})`}`,
  'look.schemas': ({ schemas }) => `접속해서 보았습니다: 대상에 ${counts.schemas(schemas.length)}`,
  'look.rows': ({ table, rows }) =>
    `대상에서 ${table} ${withParticle(counts.rows(rows), '을/를')} 보았습니다`,
  endpoint: ({ id, address }) => `엔드포인트 ${withParticle(id, '을/를')} 저장했습니다: ${address}`,
  test: ({ ids, hops, passed }) =>
    `${withParticle(ids.join(', '), '을/를')} 테스트했습니다: ${hops}개 구간, ${passed ? '모두 정상' : '실패한 구간 있음'}`,
  task: ({ id }) => `태스크 ${withParticle(id, '을/를')} 저장했습니다`,
  run: ({ task, outcome, rows, ms }) =>
    `${withParticle(task, '을/를')} 실행했습니다: ${summary.outcomes[outcome]}, ${counts.rows(rows)}, ${time.duration(ms)}`,
  dial: ({ lanes }) => `실행 중에 레인을 ${lanes}개로 바꿨습니다`,
  'look.objects': ({ objects }) => `버킷을 보았습니다: ${counts.tables(objects)}`,
  'look.file': ({ key }) => `${withParticle(key, '을/를')} 열어 보았습니다`,
};

export const making: MakingWords = {
  install: ({ product }) =>
    `데이터베이스 서버가 없어 시스템 패키지에서 ${withParticle(product, '을/를')} 설치합니다.`,
  'install.line': ({ line }) => line,
  server: ({ side, server }) =>
    `실습용 ${withParticle(server, '을/를')} ${withParticle(SIDES[side], '으로/로')} 시작합니다.`,
  store: ({ bucket }) => `버킷 ${withParticle(bucket, '이/가')} 있는 실습용 S3 저장소를 시작합니다.`,
  table: ({ table, rows }) =>
    `${withParticle(table, '을/를')} 만듭니다${rows === null ? '' : ` (${counts.rows(rows)})`}.`,
};
