import type { connectingSteps as english } from '../../en/lab/steps-connecting.ts';

export const connectingSteps: typeof english = {
  instance: {
    title: '복제 인스턴스 만들기',
    text: [
      '데이터를 옮기려면 누군가 행을 날라야 합니다. 원본에서 읽어 대상에 쓰는, 두 데이터베이스 사이의 기계입니다. AWS DMS는 이런 기계를 빌려주고 복제 인스턴스라고 부릅니다. 여기서는 이 컴퓨터에서 도는 프로세스가 그 역할을 합니다.',
      '아무도 쓰지 않는 ID를 정하고 클래스는 small을 고르세요. 레인 2개에 메모리 256 MB로, 이 실습에는 충분합니다.',
    ],
    hints: [
      'ID에는 영문자, 숫자, 하이픈을 쓸 수 있고 영문자로 시작해야 합니다. 여럿이 함께 쓰는 계정이라면 이름 약자를 넣어 겹치지 않게 하세요.',
      '명령줄에서는: dms-tui instance create student-small --class small',
    ],
  },
  note: {
    title: '두 데이터베이스의 접속 정보 적어 두기',
    text: [
      '어떤 데이터베이스든 네 가지만 알면 접속할 수 있습니다. URL(호스트 이름), 사용자, 비밀번호, 포트입니다. 어디에든 입력하기 전에 원본과 대상의 네 가지를 먼저 적어 두세요.',
      '마이그레이션에서 허비하는 시간의 대부분은 이 넷 중 하나에 난 오타 때문입니다.',
    ],
    hints: [
      '강사가 나눠 준 정보는 위에 있습니다. 통째로 복사해 붙여 넣으면 각 칸이 알아서 채워집니다.',
      '포트는 콜론 뒤의 숫자입니다. MySQL은 보통 3306이지만, 이 두 서버는 실습용이라 각자 다른 포트를 씁니다.',
    ],
  },
  'look-source': {
    title: '원본 들여다보기',
    text: [
      '옮기기 전에 무엇이 있는지부터 보세요. 워크벤치에서 하듯이 하면 됩니다. dees 스키마에는 movies, sample1, sample2 테이블이 있습니다. 하나씩 열어 앞쪽 행 몇 개와 전체 행 수를 확인하세요.',
      '이 숫자를 마지막에 다시 비교합니다. 원본을 본 적이 없으면 대상이 맞는지도 말할 수 없습니다.',
    ],
    hints: [
      '~가 붙은 숫자는 서버가 추정한 값입니다. 정확한 값은 COUNT(*)로만 알 수 있습니다.',
      "명령줄에서는: dms-tui endpoint browse mysql://reader@127.0.0.1:<포트> 'dees.%' 를 실행한 다음 dees.movies, dees.sample1, dees.sample2를 각각 --rows 5로 보세요. 다른 워크벤치를 써도 됩니다.",
    ],
  },
  'look-target': {
    title: '대상도 접속되는지 확인하기',
    text: [
      '대상의 사용자로 접속해 스키마 목록을 보세요. 아직 아무것도 없습니다. 그래야 나중에 여기 있는 것이 전부 여러분이 옮긴 것이라고 말할 수 있습니다.',
      '이 사용자가 여기서 접속할 수 있다는 것도 미리 확인됩니다.',
    ],
    hints: [
      '대상의 사용자, 비밀번호, 포트는 원본과 다릅니다. 원본의 것으로는 접속되지 않습니다.',
      '명령줄에서는: dms-tui endpoint browse mysql://student@127.0.0.1:<포트> (비밀번호를 묻습니다)',
    ],
  },
  'source-endpoint': {
    title: '원본 엔드포인트를 만들고 테스트하기',
    text: [
      '엔드포인트는 이름을 붙여 저장해 둔 연결입니다. 데이터베이스가 어디 있고, 누구로, 어떻게 접속하는지를 담습니다. 방향을 헷갈리지 않도록 이름이 -source로 끝나게 하세요.',
      '그런 다음 만들어 둔 인스턴스를 통해 테스트합니다. 중요한 것은 여러분이 아니라 인스턴스가 데이터베이스에 닿는지입니다.',
    ],
    hints: [
      '양식이 묻는 것은 모두 메모에, 그리고 위에 있습니다. 아무 칸에나 붙여 넣으면 모두 채워집니다.',
      '명령줄에서는: dms-tui endpoint create student-source --source mysql://reader@127.0.0.1:<포트> --password-stdin 다음에 dms-tui endpoint test student-source --instance <내 인스턴스>',
    ],
  },
  'target-endpoint': {
    title: '대상 엔드포인트를 만들고 테스트하기',
    text: [
      '반대쪽도 똑같이 하되 이름은 -target으로 끝나게 합니다. 대상의 사용자는 테이블을 만들고 행을 쓸 수 있어야 하므로, 테스트에서 확인하는 권한이 원본과 다릅니다.',
    ],
    hints: [
      '권한이 모자라면 그 권한을 주는 GRANT 문을 테스트가 알려 줍니다.',
      '명령줄에서는: dms-tui endpoint create student-target --target mysql://student@127.0.0.1:<포트> --password-stdin 다음에 dms-tui endpoint test student-target --instance <내 인스턴스>',
    ],
  },
  'whole-way': {
    title: '전체 경로에 불이 들어오는지 보기',
    text: [
      '이제 양쪽을 한꺼번에 테스트합니다. 원본 DB, 원본 엔드포인트, 복제 인스턴스, 대상 엔드포인트, 대상 DB. 모든 구간에 ✔가 켜지면 마이그레이션이 딛고 설 바탕은 모두 확인된 것입니다.',
      '여기서부터 생기는 문제는 연결이 아니라 데이터의 문제입니다.',
    ],
    hints: ['명령줄에서는: dms-tui endpoint test student-source student-target --instance <내 인스턴스>'],
  },
};
