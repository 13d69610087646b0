import type { browse as english } from '../en/browse.ts';
import { exact } from '../numbers.ts';
import { withParticle } from './particles.ts';

export const browse: typeof english = {
  connecting: (address) => `${address}에 접속하는 중`,
  readingTables: (of) => `${of}의 테이블 목록을 읽는 중`,
  readingTable: (table) => `${withParticle(table, '을/를')} 읽는 중`,
  seconds: (seconds) => `${exact(seconds)}초`,
  valueColumns: { column: '컬럼', value: '값' },
  allSchemas: '모든 스키마',
  of: (shown, all) => `${exact(all)}개 중 ${exact(shown)}개`,
  noSchemas: '이 사용자에게 보이는 스키마가 없습니다.',
  noTables: '테이블이 없습니다.',
  nothingMatches: (filter) => `${filter}에 맞는 것이 없습니다.`,
  patternEnter: (key) => `테이블 패턴입니다. ${key}: 모든 스키마에서 찾기`,
  patternHint: 'SQL처럼 %와 _, 또는 이름의 일부',
  parts: { rows: '행', columns: '컬럼', indexes: '인덱스' },
  noIndexes: '인덱스가 없습니다.',
  noColumns: '머리글이 없는 파일에서는 컬럼 이름을 알 수 없습니다.',
  sight: (from, to, columns) =>
    from === 1 && to === columns
      ? `컬럼 ${exact(columns)}개`
      : `컬럼 ${exact(columns)}개 중 ${exact(from)}–${exact(to)}번째, 좌우 키로 더 보기`,
  row: (at, rows, more) => `${more ? '처음 ' : ''}${exact(rows)}행 중 ${exact(at)}번째`,
  rowTitle: (row) => `${exact(row)}번째 행`,
  cut: '값의 앞부분입니다.',
};
