/** What is found at a server: rights, settings, tables that stand there. */
import type { Phrase } from './phrases.ts';

export const phrasesOfServers: readonly Phrase[] = [
  ['views', '뷰'],
  ['triggers', '트리거'],
  ['routines', '루틴'],
  ['events', '이벤트'],
  ['views, {more}', '뷰, {more:ko}'],
  ['triggers, {more}', '트리거, {more:ko}'],
  ['events, {more}', '이벤트, {more:ko}'],
  ['ongoing changes', '지속적 변경 복제'],
  [
    'Without this right all tables are read as of one moment only if nothing is written in the instant the readers open.',
    '이 권한이 없으면, 읽기를 시작하는 순간에 아무것도 쓰이지 않아야 모든 테이블을 같은 시점으로 읽습니다.',
  ],
  [
    'Without this right each reader sees a moment of its own, so what is written as they open may come along from one table and not from another.',
    '이 권한이 없으면 읽는 연결마다 시점이 달라, 시작하는 동안 쓰인 것이 어떤 테이블에서는 따라오고 어떤 테이블에서는 빠질 수 있습니다.',
  ],
  [
    'They stay behind if a task asks for them, as this user may not see how they are made.',
    '이 사용자는 정의를 볼 수 없어, 태스크가 요구해도 옮기지 못합니다.',
  ],
  [
    'They would need {one} and {other} too, should they be wanted later; a full load does not.',
    '나중에 필요해지면 {one}, {other} 권한도 있어야 합니다. 전체 로드에는 필요 없습니다.',
  ],
  [
    'They would need {missing} too, should they be wanted later; a full load does not.',
    '나중에 필요해지면 {missing} 권한도 있어야 합니다. 전체 로드에는 필요 없습니다.',
  ],
  [
    'They would need {settings}, should they be wanted later; a full load does not.',
    '나중에 필요해지면 다음이 필요합니다: {settings:each}. 전체 로드에는 필요 없습니다.',
  ],
  [
    'Without this right tables can be neither truncated nor made anew, and an interrupted table without a key cannot start again.',
    '이 권한이 없으면 테이블을 비우거나 다시 만들 수 없고, 중단된 키 없는 테이블을 다시 시작할 수 없습니다.',
  ],
  [
    'Without this right a task whose tables have foreign keys is refused before it starts.',
    '이 권한이 없으면 외래 키가 있는 테이블의 태스크는 시작하기 전에 거부됩니다.',
  ],
  ['{name} of {least} at least (it is {value})', '{name} {least} 이상 (현재 {value:ko})'],
  ['{name} above {least} (it is {value})', '{name} {least} 초과 (현재 {value:ko})'],
  ['{name} empty (it is {value})', '{name} 비움 (현재 {value:ko})'],
  ['{name} {needed} (it is {value})', '{name} {needed} (현재 {value:ko})'],
  ['not there', '없음'],
  [
    'It is older than {oldest}, the first version that is known to work: validate the rows after a copy.',
    '동작이 확인된 첫 버전 {oldest}보다 오래되었습니다. 복사한 뒤 행을 검증하세요.',
  ],
  [
    'It is OFF, so rows go by INSERT: the same guarantees, about half the speed and three times the work on this side.',
    'OFF이므로 INSERT로 옮깁니다. 보장은 같지만 속도는 절반쯤이고 이쪽의 작업량은 세 배입니다.',
  ],
  [
    'local_infile is OFF on the target, so rows go by INSERT: the same guarantees, about half the speed and three times the work on this side.',
    '대상의 local_infile이 OFF이므로 INSERT로 옮깁니다. 보장은 같지만 속도는 절반쯤이고 이쪽의 작업량은 세 배입니다.',
  ],
  [
    'It is {size}: a row that needs more in an INSERT is refused, and binary values need up to twice their size.',
    '값이 {size}입니다. INSERT에서 이보다 큰 행은 거부되며, 이진 값은 크기의 두 배까지 필요합니다.',
  ],
  [
    'It is ON and does not bind this user: if the server is a replica, what is loaded makes it differ from its source.',
    'ON이지만 이 사용자에게는 적용되지 않습니다. 서버가 복제본이라면 로드한 만큼 그 원본과 달라집니다.',
  ],
  [
    'No lock is allowed and no log position can be read, so each reader sees a moment of its own; rows written while the readers open may be seen by some of them only.',
    '잠금도 허용되지 않고 로그 위치도 읽을 수 없어, 읽는 연결마다 시점이 다릅니다. 시작하는 동안 쓰인 행은 일부 연결에만 보일 수 있습니다.',
  ],
  [
    'On this source an ALTER, DROP or TRUNCATE of a table of the task waits until the copy has ended, and whoever uses that table waits behind it. With one more right it need not wait.',
    '이 원본에서는 태스크에 속한 테이블의 ALTER, DROP, TRUNCATE가 복사가 끝날 때까지 기다리고, 그 테이블을 쓰는 다른 세션도 그 뒤에서 기다립니다. 권한을 하나 더 주면 기다리지 않아도 됩니다.',
  ],
  [
    'Its engine {engine} knows no snapshots: rows written during the copy may or may not come along.',
    '엔진 {engine:은/는} 스냅샷을 지원하지 않습니다. 복사하는 동안 쓰인 행은 따라올 수도, 빠질 수도 있습니다.',
  ],
  ['a client this user may not see', '이 사용자가 볼 수 없는 클라이언트'],
  [
    'the target does not know the character set {charset} of column {column}',
    '컬럼 {column}의 문자 집합 {charset:이/가} 대상에 없습니다',
  ],
  ['it is a view on the target, not a table', '대상에서는 테이블이 아니라 뷰입니다'],
  [
    'its engine {engine} has no transactions, without which rows could be doubled',
    '엔진 {engine}에 트랜잭션이 없어 행이 중복될 수 있습니다',
  ],
  ['it has no column {column}', '컬럼 {column:이/가} 없습니다'],
  [
    'its column {column} is computed and takes no values',
    '컬럼 {column:은/는} 계산된 컬럼이라 값을 받지 않습니다',
  ],
  ['The foreign key {key} could not be added: {reason}', '외래 키 {key:을/를} 추가하지 못했습니다: {reason}'],
];
