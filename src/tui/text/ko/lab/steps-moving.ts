import type { movingSteps as english } from '../../en/lab/steps-moving.ts';

export const movingSteps: typeof english = {
  mappings: {
    title: '태스크 만들기: dees와 %',
    text: [
      '태스크는 무엇을 어디에서 어디로 옮길지를 정합니다. 어떤 테이블을 옮길지는 테이블 매핑으로 고릅니다. 스키마에 dees, 테이블에 %를 넣으세요. %는 LIKE에서처럼 모든 이름을 뜻합니다.',
      '엔드포인트 두 개를 고르고, 패턴에 테이블 세 개가 걸리는지 확인한 뒤 한 번 실행하세요. 행은 만들어 둔 인스턴스가 나릅니다. 대상이 비어 있으니 테이블은 태스크가 만듭니다.',
    ],
    hints: [
      '테이블 목록에서 패턴에 걸리는 것이 바로 보입니다. dees_media는 dees에 걸리지 않습니다. %가 없으면 그 이름만 뜻하기 때문입니다.',
      "명령줄에서는: dms-tui copy student-source student-target --include 'dees.%' --instance <내 인스턴스>",
    ],
  },
  'prepare-nothing': {
    title: '준비 모드: 그대로 두기',
    text: [
      '대상에 이미 있는 테이블은 어떻게 될까요? 눈으로 볼 수 있도록 실습이 대상의 dees.movies에 행 하나와 인덱스 하나를 미리 넣어 두었습니다.',
      'movies만 옮기는 태스크를, 설정의 대상 테이블에서 "그대로 두기"(AWS DMS의 do nothing)를 골라 실행해 보세요. 있던 것은 그대로 두고 행을 더합니다. 키가 이미 있는 행이 어떻게 되는지 지켜보세요.',
    ],
    hints: [
      '이번 실행은 실패하는 것이 맞습니다. 대상이 거부한 첫 행과 그 이유가 오류에 나옵니다.',
      '명령줄에서는: dms-tui copy student-source student-target --include dees.movies --prep do-nothing --task try-preparation --instance <내 인스턴스>',
    ],
  },
  'prepare-truncate': {
    title: '준비 모드: 행만 모두 삭제',
    text: [
      '실습이 넣은 행과 인덱스가 다시 있습니다. 이번에는 "행만 모두 삭제"(AWS DMS의 truncate before load)로 실행하세요. 컬럼, 인덱스, 권한 같은 테이블의 모양은 그대로 남고 행만 모두 사라집니다.',
      '누군가 공들여 만들어 둔 테이블에 행만 채워 넣을 때 쓰는 방법입니다.',
    ],
    hints: [
      '행을 지우기 전에 먼저 묻습니다. 테이블과 행 수를 보여 주고, 스키마 이름을 입력해야 진행합니다.',
      '명령줄에서는: dms-tui copy student-source student-target --include dees.movies --prep truncate --task try-preparation --instance <내 인스턴스>',
    ],
  },
  'prepare-drop': {
    title: '준비 모드: 기존 테이블 삭제 후 생성',
    text: [
      '한 번 더, 이번에는 "기존 테이블 삭제 후 생성"(AWS DMS의 drop tables on target)입니다. 테이블을 지우고 원본과 같은 모양으로 다시 만들기 때문에 실습이 넣은 행도 인덱스도 함께 사라집니다.',
      '대상을 원본과 똑같이 만들고 싶고, 거기 있던 것은 남길 필요가 없을 때 씁니다.',
    ],
    hints: [
      '세 모드에서 실습이 넣은 행, 인덱스, 전에 옮긴 행이 각각 어떻게 되었는지 비교해 보세요.',
      '명령줄에서는: dms-tui copy student-source student-target --include dees.movies --prep drop-and-create --task try-preparation --instance <내 인스턴스>',
    ],
  },
  'lobs-limited': {
    title: '큰 값(LOB)을 정한 크기에서 자르기',
    text: [
      '원본에는 dees 말고도 dees_media.posters가 있습니다. 1 MB가 넘는 이미지와 대본이 들어 있는, 이른바 LOB(Large Object)입니다. 제한 LOB 모드는 정한 크기에서 값을 자릅니다. 메모리는 적게 들지만 그보다 긴 부분은 잃습니다.',
      'dees_media.%를 32 KB 제한으로 옮겨 보고, 값이 몇 개나 잘렸는지 확인하세요. 여기서는 잘린 값을 하나하나 셉니다.',
    ],
    hints: [
      '태스크 설정에서 대형 객체를 크기 제한으로, 최대 크기를 32 KB로 하세요. AWS DMS에서는 LimitedSizeLobMode와 LobMaxSize입니다.',
      '결과 요약의 "잘림" 열에 개수가 나옵니다.',
    ],
  },
  'lobs-full': {
    title: '큰 값(LOB)을 온전히 옮기기',
    text: [
      '이번에는 대형 객체를 "전체"(AWS DMS의 full LOB mode)로 두고 다시 옮깁니다. 아무리 길어도 값이 온전히 도착합니다. 지금 대상에는 잘린 값이 들어 있으니 테이블을 새로 만들게 하세요.',
      '끝나면 실습이 양쪽 서버 안에서 값의 바이트를 비교합니다.',
    ],
    hints: [
      '태스크 설정에서 대형 객체는 전체, 대상 테이블은 행만 모두 삭제나 기존 테이블 삭제 후 생성을 고르세요.',
    ],
  },
  columns: {
    title: '컬럼 하나는 빼고, 하나는 이름 바꾸기',
    text: [
      '모든 컬럼을 다 옮겨야 하는 것은 아닙니다. 보여 주면 안 되는 값이 있기도 하고, 이름만 봐서는 무슨 뜻인지 모를 컬럼도 있습니다. 변환 규칙을 쓰면 원본은 그대로 두고 옮기는 도중에 바꿀 수 있습니다.',
      'movies를 옮기면서 컬럼 하나를 빼고 다른 하나의 이름을 바꾸는 태스크를 만들고, 테이블을 새로 만들게 하세요. 어느 컬럼인지는 마음대로 고르면 됩니다.',
    ],
    hints: [
      '테이블을 고르는 화면에서 movies의 컬럼을 열어 하나는 빼고 하나는 이름을 바꾸세요. 키는 화면 맨 아래에 있고, 다 들어가지 않은 키는 도움말에 있습니다. movies 테이블도 골라야 합니다.',
      '키 컬럼은 빼지 마세요. 키가 없으면 행을 구별할 수 없습니다.',
      'AWS DMS 규칙으로는 rule-type이 transformation, rule-target이 column, rule-action이 remove-column 또는 rename입니다.',
    ],
  },
  dial: {
    title: '시작하고, 지켜보고, 다이얼 돌려 보기',
    text: [
      '이제 전부 합칩니다. dees 전체를 컬럼 규칙과 함께 새로 만드는 태스크를 하나 더 만드세요. 시작하고 지켜보세요. 진행 막대와 속도, 그리고 지금 원본과 대상, 이쪽 가운데 누구를 기다리는지 알려 주는 줄이 보입니다.',
      '실행되는 동안 다이얼을 돌려 보세요. 레인을 늘리거나 줄이고, 속도를 제한하고, 잠시 멈출 수 있습니다. 마이그레이션은 다른 일과 서버를 나눠 쓰기 때문에 이렇게 자리를 내주어야 할 때가 있습니다.',
    ],
    hints: [
      '레인, 속도, 일시 정지 키는 실행 화면 맨 아래에 있습니다. 다 들어가지 않으면 도움말에 나옵니다.',
      '몇 초 만에 끝나 버린다면 속도를 낮게 제한하거나 일시 정지하고 천천히 둘러보세요.',
    ],
  },
  verify: {
    title: '대상에서 검증하기',
    text: [
      '행을 다 보냈다고 끝난 것이 아닙니다. 제대로 도착했다는 것이 확인되어야 끝입니다. 원본에서 본 숫자와 비교하고, 앞쪽 행 몇 개를 직접 보세요. 한글, 따옴표, 날짜가 깨지기 쉬운 곳입니다.',
      '실습은 양쪽 서버가 스스로 행을 세고 합계를 내게 해서 비교합니다.',
    ],
    hints: [
      '마지막 실행이 끝난 뒤에 대상의 테이블을 열어 보아야 합니다.',
      '명령줄에서는: dms-tui endpoint browse student-target dees.movies --rows 5',
    ],
  },
};
