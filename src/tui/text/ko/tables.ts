import type { tables as english } from '../en/tables.ts';

const ACTIONS: Readonly<Record<string, string>> = {
  include: '포함',
  exclude: '제외',
  explicit: '지정',
  'remove-column': '컬럼 빼기',
  rename: '이름 바꾸기',
};

export const tables: typeof english = {
  reading: '목록을 읽는 중 …',
  noTables: '이 사용자가 볼 수 있는 테이블이 없습니다.',
  noneMatches: (filter) => `${filter}에 맞는 테이블이 없습니다.`,
  nothingTaken: (take, pattern) =>
    `아직 고른 테이블이 없습니다. ${take}: 고르기, ${pattern}: dees.%처럼 패턴 입력`,
  sum: (taken, of, rows, size) => `테이블 ${of}개 중 ${taken}개, ${rows}행, ${size}`,
  help: 'AWS DMS 테이블 매핑 JSON을 그대로 붙여 넣을 수 있습니다.',
  filtered: (filter, key) => `표시: ${filter}   (${key}: 모두 보기)`,
  wouldMatch: (count) => `테이블 ${count}개와 일치`,
  view: '뷰',
  noKey: '키 없음',
  rules: '규칙',
  noRules: (key) => `아직 없습니다. ${key}: 추가`,
  rule: (action, what, value) => `${ACTIONS[action] ?? action} ${what}${value === '' ? '' : ` → ${value}`}`,
  leftOut: '빠짐',
  json: 'AWS DMS가 읽는 형식의 규칙입니다. 같은 형식의 문서를 붙여 넣으면 그 규칙으로 바뀝니다.',
  columnsFrom: (first, of) => `컬럼 ${of}개 중 ${first}번째부터`,
  forbidden: '제외 패턴에 걸린 테이블입니다. 먼저 그 규칙을 지우세요.',
  pasted: '붙여 넣은 내용',
  took: (rules, notCarried) =>
    `규칙 ${rules}개를 가져왔습니다.${notCarried === 0 ? '' : ` 그중 ${notCarried}개는 수행하지 않습니다. 사전 점검에서 확인하세요.`}`,
  prompts: {
    filter: '찾기:',
    pattern: '패턴(!는 제외):',
    renameTable: (table) => `대상에서 ${table}의 이름:`,
    renameColumn: (column) => `대상에서 ${column}의 이름:`,
  },
};
