/** What becomes of definitions that the target does not take as they are. */
import type { Phrase } from './phrases.ts';

export const phrasesOfDefinitions: readonly Phrase[] = [
  [
    'Column {column}: MariaDB knows no NOT NULL for generated columns.',
    '컬럼 {column}: MariaDB의 생성 컬럼에는 NOT NULL이 없습니다.',
  ],
  [
    'Column {column} is invisible on the source; the target shows it.',
    '컬럼 {column:은/는} 원본에서 숨겨져 있으나 대상에서는 보입니다.',
  ],
  [
    'Column {column} is invisible on the source; MariaDB hides no NOT NULL column without a default.',
    '컬럼 {column:은/는} 원본에서 숨겨져 있으나, MariaDB는 기본값 없는 NOT NULL 컬럼을 숨기지 않습니다.',
  ],
  [
    "Column {column}: the target does not fix a column's spatial reference system.",
    '컬럼 {column}: 대상은 컬럼의 공간 참조 체계를 고정하지 않습니다.',
  ],
  [
    'Column {column}: SRID is noted as REF_SYSTEM_ID; MariaDB does not enforce it.',
    '컬럼 {column}: SRID를 REF_SYSTEM_ID로 적어 둡니다. MariaDB는 이를 강제하지 않습니다.',
  ],
  [
    'Column {column}: AUTO_INCREMENT needs a key of its own on the target; one is added.',
    '컬럼 {column}: 대상의 AUTO_INCREMENT에는 자체 키가 필요하여 하나를 추가합니다.',
  ],
  [
    'Column {column}: {text} has no counterpart on the target.',
    '컬럼 {column}: 대상에 {text}에 해당하는 것이 없습니다.',
  ],
  [
    'Column {column}: DEFAULT {text} holds bytes that the source does not show as they are; it is left out.',
    '컬럼 {column}: DEFAULT {text}에 원본이 그대로 보여 주지 않는 바이트가 있어 뺍니다.',
  ],
  [
    'Column {column}: DEFAULT {text} uses column {gone}, which does not come along; it is left out.',
    '컬럼 {column}: DEFAULT {text:이/가} 옮기지 않는 컬럼 {gone:을/를} 사용하므로 뺍니다.',
  ],
  [
    'Column {column}: DEFAULT {text} uses {refused}, which the target does not have; it is left out.',
    '컬럼 {column}: DEFAULT {text:이/가} 대상에 없는 {refused:을/를} 사용하므로 뺍니다.',
  ],
  [
    'Column {column}: DEFAULT {text} is no literal the target takes as a default; it is left out.',
    '컬럼 {column}: DEFAULT {text:은/는} 대상이 기본값으로 받는 리터럴이 아니므로 뺍니다.',
  ],
  [
    'Column {column}: {check} uses column {gone}, which does not come along.',
    '컬럼 {column}: {check:이/가} 옮기지 않는 컬럼 {gone:을/를} 사용합니다.',
  ],
  [
    'Column {column}: {check} uses {refused}, which the target does not take there.',
    '컬럼 {column}: {check:이/가} 대상이 그 자리에서 받지 않는 {refused:을/를} 사용합니다.',
  ],
  [
    'Column {column}: {check} is not supported by the target.',
    '컬럼 {column}: 대상이 {check:을/를} 지원하지 않습니다.',
  ],
  [
    'Type {type} does not exist on the target; it becomes {other} ({columns})',
    '타입 {type:이/가} 대상에 없어 {other:으로/로} 바꿉니다 ({columns:each})',
  ],
  [
    'Collation {collation} does not exist on the target; it becomes {other} ({columns})',
    '콜레이션 {collation:이/가} 대상에 없어 {other:으로/로} 바꿉니다 ({columns:each})',
  ],
  [
    'JSON is kept as text by MariaDB, with a json_valid check ({columns})',
    'MariaDB는 JSON을 json_valid 검사를 붙인 문자열로 저장합니다 ({columns:each})',
  ],
  ['default of the table', '테이블의 기본값'],
  [
    '{title}: the name is taken in the target schema; it becomes {name}.',
    '{title:known}: 이름이 대상 스키마에서 이미 쓰여 {name:으로/로} 바꿉니다.',
  ],
  [
    '{title}: parser {parser} is not on the target; its own parser is used.',
    '{title:known}: 파서 {parser:이/가} 대상에 없어 대상의 파서를 씁니다.',
  ],
  [
    '{title}: {text} has no counterpart on the target.',
    '{title:known}: 대상에 {text}에 해당하는 것이 없습니다.',
  ],
  [
    '{title} is hidden from the optimizer on the source; the target uses it.',
    '{title:known}: 원본에서는 옵티마이저에 숨겨져 있으나 대상에서는 사용됩니다.',
  ],

  [
    'The table is not partitioned on the target: {why}.',
    '대상에서는 테이블을 파티션하지 않습니다: {why:ko}.',
  ],
  ['it uses column {gone}, which does not come along', '옮기지 않는 컬럼 {gone:을/를} 사용합니다'],
  ['partitions by SYSTEM_TIME exist on MariaDB only', 'SYSTEM_TIME 파티션은 MariaDB에만 있습니다'],
  ['a DEFAULT partition exists on MariaDB only', 'DEFAULT 파티션은 MariaDB에만 있습니다'],
  [
    "Partition options of the source's own disks: {dropped}.",
    '원본 디스크에 대한 파티션 옵션을 뺐습니다: {dropped}.',
  ],
  [
    'Storage engine {engine} {why}; the table becomes InnoDB.',
    '스토리지 엔진 {engine}: {why:ko}. 테이블을 InnoDB로 만듭니다.',
  ],
  ['keeps its rows elsewhere', '행을 다른 곳에 저장합니다'],
  ['is not on the target', '대상에 없습니다'],
  ['has no partitions on the target', '대상에서 파티션을 지원하지 않습니다'],
  ['has no transactions, without which rows could be doubled', '트랜잭션이 없어 행이 중복될 수 있습니다'],
  [
    'Table options without a counterpart on the target: {dropped}.',
    '대상에 해당하는 것이 없는 테이블 옵션: {dropped}.',
  ],
  [
    'System versioning exists on MariaDB only: the present rows come along, their history does not.',
    '시스템 버전 관리는 MariaDB에만 있습니다. 현재 행만 옮기고 이력은 옮기지 않습니다.',
  ],
  [
    'The history of the system-versioned table stays behind: the present rows come along.',
    '시스템 버전 관리 테이블의 이력은 옮기지 않습니다. 현재 행만 옮깁니다.',
  ],
  [
    'Period {period} does not exist on the target; its columns come along.',
    '기간 {period:이/가} 대상에 없습니다. 그 컬럼은 옮깁니다.',
  ],

  ['The package body {said}.', '패키지 본문: {said:known}.'],
  ['The view {said}.', '뷰: {said:known}.'],
  ['The trigger {said}.', '트리거: {said:known}.'],
  ['The procedure {said}.', '프로시저: {said:known}.'],
  ['The function {said}.', '함수: {said:known}.'],
  ['The event {said}.', '이벤트: {said:known}.'],
  ['The package {said}.', '패키지: {said:known}.'],
  ['The sequence {said}.', '시퀀스: {said:known}.'],
  ['stays behind: {why}', '옮기지 않습니다: {why:ko}'],
  ['stands on the target already and is left as it is', '대상에 이미 있어 그대로 둡니다'],
  ['is switched off on the target', '대상에서는 꺼진 상태로 둡니다'],
  [
    'had definer {definer}; on the target it has the user who copied it',
    'DEFINER {definer:이/가} 대상에서는 복사한 사용자로 바뀝니다',
  ],
  [
    'was made under sql_mode {missing}, which the target does not have',
    '대상에 없는 sql_mode {missing} 아래에서 만들어졌습니다',
  ],
  [
    'it is written for sql_mode {missing}, which the target does not have',
    '대상에 없는 sql_mode {missing:을/를} 전제로 작성되었습니다',
  ],
  ['another schema of the task has one of this name', '태스크의 다른 스키마에 같은 이름이 있습니다'],
  ['the source does not show its definition to this user', '원본이 이 사용자에게 정의를 보여 주지 않습니다'],
  ['its definition is not of a form that is known', '알려진 형식의 정의가 아닙니다'],
  [
    'it names schema {schema}, which is called otherwise on the target',
    '대상에서 이름이 다른 스키마 {schema:을/를} 사용합니다',
  ],
  [
    'it uses column {column}, which is called {name} on the target',
    '대상에서 {name:으로/로} 이름이 바뀐 컬럼 {column:을/를} 사용합니다',
  ],
  ['it uses {name}', '{name:을/를} 사용합니다'],

  [
    '{title} uses column {gone}, which does not come along; it is left out.',
    '{title:known}: 옮기지 않는 컬럼 {gone:을/를} 사용하므로 제외합니다.',
  ],
  [
    '{title} uses the AUTO_INCREMENT column, which MySQL does not allow; it is left out.',
    '{title:known}: MySQL이 허용하지 않는 AUTO_INCREMENT 컬럼을 사용하므로 제외합니다.',
  ],
  [
    '{title} uses {refused}, which the target does not take there; it is left out.',
    '{title:known}: 대상이 그 자리에서 받지 않는 {refused:을/를} 사용하므로 제외합니다.',
  ],
  [
    '{title} uses {gone}, which does not come along; it is left out.',
    '{title:known}: 옮기지 않는 {gone:을/를} 사용하므로 제외합니다.',
  ],
  [
    '{title} refers to column {column} of {table}, which does not come along; it is left out.',
    '{title:known}: {table}의 옮기지 않는 컬럼 {column:을/를} 참조하므로 제외합니다.',
  ],
  [
    '{title} refers to {table}, which is not part of the task; it is left out.',
    '{title:known}: 태스크에 없는 {table:을/를} 참조하므로 제외합니다.',
  ],
  [
    '{title} is not supported by the target; it is left out.',
    '{title:known}: 대상이 지원하지 않으므로 제외합니다.',
  ],
  [
    '{title} is not enforced on the source, and MariaDB would enforce it; it is left out.',
    '{title:known}: 원본에서 강제되지 않는데 MariaDB는 강제하므로 제외합니다.',
  ],
  [
    '{title} is an index on an expression, which the target does not have; it is left out.',
    '{title:known}: 대상에 없는 표현식 인덱스이므로 제외합니다.',
  ],
  [
    '{title} is a kind of index the target does not have; it is left out.',
    '{title:known}: 대상에 없는 종류의 인덱스이므로 제외합니다.',
  ],
  [
    '{title} covers values longer than any unique index of MySQL; it is left out.',
    '{title:known}: 값이 MySQL 유니크 인덱스의 한도보다 길어 제외합니다.',
  ],
  [
    '{title} covers a generated column, which MariaDB does not allow; it is left out.',
    '{title:known}: MariaDB가 허용하지 않는 생성 컬럼이 들어 있어 제외합니다.',
  ],

  // The last: what follows a name would be taken for a part of it.
  ['column {column}', '컬럼 {column}'],
  ['Primary key', '기본 키'],
  ['Foreign key {key}', '외래 키 {key}'],
  ['Foreign key', '외래 키'],
  ['Check {name}', 'CHECK 제약 조건 {name}'],
  ['Check', 'CHECK 제약 조건'],
  ['Index {name}', '인덱스 {name}'],
  ['Unique index {name}', '유니크 인덱스 {name}'],
  ['Fulltext index {name}', '전문 인덱스 {name}'],
  ['Spatial index {name}', '공간 인덱스 {name}'],
  ['Vector index {name}', '벡터 인덱스 {name}'],
  ['Generated column {column}', '생성 컬럼 {column}'],
];
