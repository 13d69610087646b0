/** What runs say of themselves: what they do, what they wait for, what is to be known of them. */
import type { Phrase } from './phrases.ts';

export const phrasesOfRuns: readonly Phrase[] = [
  ['connecting', '연결 중'],
  ['preparing', '준비 중'],
  ['stopping', '중지 중'],
  ['finishing', '마무리 중'],
  ['making views, triggers and routines', '뷰, 트리거, 루틴 생성 중'],
  ['waiting for an answer before rows are removed', '행을 삭제하기 전에 확인을 기다리는 중'],
  ['comparing source and target ({share})', '원본과 대상 비교 중 ({share})'],
  ['loading {table} and {more} more ({share})', '{table} 외 {more}개 로드 중 ({share})'],
  ['loading ({share})', '로드 중 ({share})'],
  ['loading {table} ({share})', '{table} 로드 중 ({share})'],
  ['creating it', '만드는 중'],
  ['deleting it', '삭제하는 중'],
  ['saving it', '저장하는 중'],
  ['saving an endpoint', '엔드포인트를 저장하는 중'],
  ['starting', '시작하는 중'],
  ['paused ({share})', '일시 중지됨 ({share})'],
  ['making a data folder', '데이터 폴더를 만드는 중'],

  ['lane {lane} waits for the {side}: {doing}', '레인 {lane}: {side:ko} 대기 중, {doing:ko}'],
  ['source', '원본'],
  ['target', '대상'],
  ['encoder', '인코더'],
  ['waits for work', '할 일을 기다림'],
  ['reads chunk {chunk} of {table}', '{table}의 청크 {chunk} 읽기'],
  [
    'waits until large rows of other lanes are stored, {chunk} of {table}',
    '다른 레인의 큰 행이 저장되기를 기다림, {table}의 청크 {chunk}',
  ],
  ['commits chunk {chunk} of {table}', '{table}의 청크 {chunk} 커밋'],
  ['adds the indexes of {table}', '{table}의 인덱스 추가'],
  ['compares {table}', '{table} 비교'],

  [
    'There is no checkpoint of this task on the target, so it starts from the beginning.',
    '대상에 이 태스크의 체크포인트가 없어 처음부터 시작합니다.',
  ],
  [
    'Its key is in {charsets}, where text and UTF-8 cannot always be told from each other: it is read as one stream, and starts again after a stop.',
    '키의 문자 집합이 {charsets}인데, 이 문자 집합에서는 문자열과 UTF-8을 늘 구별할 수는 없습니다. 하나의 스트림으로 읽으며, 중지하면 처음부터 다시 읽습니다.',
  ],
  ['The run log ends here: {reason}.', '실행 로그가 여기서 끝납니다: {reason}.'],
  [
    'The task asks for {asked} lanes; the class {class} of the instance has {most}.',
    '태스크는 레인 {asked}개를 요구하지만 인스턴스의 클래스 {class:은/는} {most}개까지입니다.',
  ],
  [
    'This target holds rows only: {objects} stay on the source.',
    '이 대상에는 행만 담을 수 있어 {objects:은/는} 원본에 남습니다.',
  ],
  ['objects', '객체'],
  ['consistency', '일관성'],
  ['it ended with code {code}: {said}', '종료 코드 {code:으로/로} 끝났습니다: {said}'],
  ['it was ended by {signal}: {said}', '{signal} 신호를 받아 끝났습니다: {said}'],
  ['it ended with code {code}', '종료 코드 {code:으로/로} 끝났습니다'],
  ['it was ended by {signal}', '{signal} 신호를 받아 끝났습니다'],

  ['There is no instance {id}; did you mean {near}?', '인스턴스 {id:이/가} 없습니다. 혹시 {near}입니까?'],
  ['There is no instance {id}.', '인스턴스 {id:이/가} 없습니다.'],
  ['one made with: dms-tui instance create <id>', '다음으로 만든 인스턴스: dms-tui instance create <id>'],
  [
    'The home folder of the instance {id} cannot be used: {reason}.',
    '인스턴스 {id}의 홈 폴더를 사용할 수 없습니다: {reason}.',
  ],
  ['a folder that can be written to', '쓸 수 있는 폴더'],
  ['{home} is the home folder of the instance {id}.', '{home:은/는} 인스턴스 {id}의 홈 폴더입니다.'],
  ['a folder for each instance', '인스턴스마다 다른 폴더'],
  ['There is an instance {id} already.', '인스턴스 {id:이/가} 이미 있습니다.'],
  ['There is a task {id} already.', '태스크 {id:이/가} 이미 있습니다.'],
  ['another id', '다른 id'],
  [
    'There is no saved task {id}; did you mean {near}?',
    '저장된 태스크 {id:이/가} 없습니다. 혹시 {near}입니까?',
  ],
  ['There is no saved task {id}.', '저장된 태스크 {id:이/가} 없습니다.'],
  ['one made with: dms-tui task create <task.json>', '다음으로 만든 태스크: dms-tui task create <task.json>'],
  [
    'The task {id} was changed or deleted by somebody else since it was read.',
    '태스크 {id:을/를} 읽은 뒤에 다른 사람이 바꾸거나 삭제했습니다.',
  ],
  ['reading it again, and then changing it', '다시 읽은 뒤에 바꾸기'],
  ['The task {id} has not run yet.', '태스크 {id:은/는} 아직 실행한 적이 없습니다.'],
  [
    '--lanes {lanes} is more than the instance {id} has; its class is {class}.',
    '--lanes {lanes:은/는} 인스턴스 {id}의 레인 수보다 많습니다. 클래스는 {class}입니다.',
  ],
  ['1 to {most}, or another instance', '1부터 {most}까지, 또는 다른 인스턴스'],

  ['waiting to connect again', '다시 연결하기 전 대기 중'],
  [
    'The connection was lost ({why}). The run connects again in {seconds} s and goes on from its checkpoint; try {number} of {most}.',
    '연결이 끊어졌습니다({why}). {seconds}초 뒤에 다시 연결해 체크포인트부터 이어 갑니다. 시도 {number}/{most}.',
  ],
  [
    'The connection was lost ({why}). The run connects again in {seconds} s and goes on from its checkpoint; try {number}.',
    '연결이 끊어졌습니다({why}). {seconds}초 뒤에 다시 연결해 체크포인트부터 이어 갑니다. 시도 {number}.',
  ],

  [
    'No more than {count} lanes: the target lets no further one in ({reason}).',
    '레인은 {count}개까지만 쓸 수 있습니다. 대상이 연결을 더 받지 않습니다({reason}).',
  ],
  [
    'Deleting the task {id} deletes the logs of its runs, and there is no terminal to ask on.',
    '태스크 {id:을/를} 삭제하면 실행 로그도 삭제되는데, 확인을 받을 터미널이 없습니다.',
  ],
];
