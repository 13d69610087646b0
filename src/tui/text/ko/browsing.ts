import type { TableCounts } from '../../../model/match-tables.ts';
import type { browsing as english } from '../en/browsing.ts';
import { bytes, compact, exact } from '../numbers.ts';
import { counts } from './counts.ts';

function sizes({ estimatedRows, dataBytes }: TableCounts): string[] {
  return [
    ...(estimatedRows === null ? [] : [`~${compact(estimatedRows)}행`]),
    ...(dataBytes === null ? [] : [bytes(dataBytes)]),
  ];
}

export const browsing: typeof english = {
  schemaColumns: { schema: '스키마', tables: '테이블', views: '뷰', rows: '행', size: '크기' },
  tableColumns: { table: '테이블', rows: '행', size: '크기', engine: '엔진', key: '키' },
  columnColumns: {
    column: '컬럼',
    type: '타입',
    nullable: 'NULL 허용',
    default: '기본값',
    extra: '기타',
  },
  indexColumns: { index: '인덱스', unique: '유일', columns: '컬럼' },
  table: '테이블',
  view: '뷰',
  noKey: '없음',
  key: (columns) => `키 ${columns}`,
  withoutKey: '키 없음',
  rows: (estimate) => `~${compact(estimate)}행`,
  noRows: '행이 없습니다.',
  schemas: (schemas, all) => [counts.schemas(schemas), counts.tables(all.tables), ...sizes(all)].join(', '),
  tables: (all) => {
    const views = all.views === 0 ? [] : [counts.views(all.views)];
    return [counts.tables(all.tables), ...views, ...sizes(all)].join(', ');
  },
  matched: (matched, all) => {
    const views = matched.views === 0 ? [] : [counts.views(matched.views)];
    const tables = `테이블 ${exact(all.tables)}개 중 ${exact(matched.tables)}개`;
    return [tables, ...views, ...sizes(matched)].join(', ');
  },
  more: (count) => `${exact(count)}개 더 있습니다. --limit으로 더 볼 수 있습니다.`,
  sizesLeftOut:
    '행 수와 크기는 뺐습니다. 이 서버가 알려 주는 데 오래 걸립니다. 모두 보려면 --sizes를 쓰세요.',
  hiddenColumns: (hidden, all) =>
    `컬럼 ${exact(all)}개 중 ${exact(hidden.length)}개는 표시하지 않음: ${hidden.join(', ')}`,
  allColumns: '모두 보려면 --rows 1을 쓰거나 터미널을 넓히세요.',
  rowNumber: (number) => `${number}번째 행`,
};
