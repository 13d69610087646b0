import type { counts as english } from '../en/counts.ts';
import { exact } from '../numbers.ts';

export const counts: typeof english = {
  rows: (count) => `${exact(count)}행`,
  tables: (count) => `테이블 ${exact(count)}개`,
  views: (count) => `뷰 ${exact(count)}개`,
  schemas: (count) => `스키마 ${exact(count)}개`,
  columns: (count) => `컬럼 ${exact(count)}개`,
  lanes: (count) => `레인 ${exact(count)}개`,
  runs: (count) => `실행 ${exact(count)}회`,
};
