import type { fileSteps as english } from '../../en/lab/steps-files.ts';

export const fileSteps: typeof english = {
  's3-endpoint': {
    title: 'S3 엔드포인트를 만들고 테스트하기',
    text: [
      '이번 대상은 버킷입니다. 버킷 dees2-class를 반 전체가 함께 쓰므로 자기 폴더를 하나 정하세요. 복제 인스턴스와 원본 엔드포인트는 첫 번째 실습에서 만든 것이 준비되어 있습니다.',
      'AWS에서는 서비스 액세스 역할(arn:aws:iam::…:role/…)도 적습니다. 인스턴스가 그 역할을 맡고, 그 역할이 버킷에 쓸 권한을 갖습니다. 덕분에 액세스 키를 어디에도 입력하지 않고, 인스턴스가 할 수 있는 일도 한곳에서 관리합니다. 이 실습의 저장소에는 역할이 없으니 비워 두세요.',
    ],
    hints: [
      '종류에서 S3를 고르세요. 버킷, 리전, 저장소는 위에 있고 폴더 이름은 마음대로 정하면 됩니다. AWS가 아니기 때문에 저장소 주소를 적어야 합니다.',
      "명령줄에서는: dms-tui endpoint create student-s3 --target 's3://dees2-class/<폴더>?region=us-east-1&endpoint=http://127.0.0.1:<포트>' 다음에 dms-tui endpoint test student-s3 --instance <내 인스턴스>",
    ],
  },
  movies: {
    title: 'movies만 옮기는 태스크',
    text: [
      '원본 엔드포인트에서 S3 엔드포인트로 가는 태스크를 만드세요. 스키마는 dees, 테이블은 movies입니다. %가 없는 이름은 그 이름만 뜻합니다. 그런 다음 실행합니다.',
      '버킷에는 미리 만들어 둘 것이 없습니다. 파일은 다 쓰인 다음에야 나타나고, 쓰다 만 파일이 보이는 일은 없습니다.',
    ],
    hints: [
      '명령줄에서는: dms-tui copy student-source student-s3 --include dees.movies --instance <내 인스턴스>',
    ],
  },
  objects: {
    title: '객체 살펴보기',
    text: [
      '버킷을 열어 보세요. 테이블마다 스키마/테이블/ 폴더가 하나씩 있고, 그 안에 LOAD00000001.csv 같은 파일이 있습니다. 번호는 AWS DMS처럼 16진수로 올라갑니다. 파일이 여러 개인 것은 한 테이블을 여러 조각으로 나눠 동시에 옮기기 때문입니다.',
      '폴더 구조는 중요합니다. Athena, Glue, Spark는 폴더 하나를 테이블 하나로 읽습니다.',
    ],
    hints: ['명령줄에서는: dms-tui endpoint browse student-s3'],
  },
  file: {
    title: '파일 열어 보기',
    text: [
      '첫 번째 파일을 열어 CSV가 깨지기 쉬운 곳을 찾아보세요. 제목에 따옴표, 쉼표, 줄바꿈이 들어 있는 행과 값이 비어 있는 칸입니다. 빈칸은 NULL일 수도 있고 빈 문자열일 수도 있는데, 여기서는 둘을 구별할 수 있습니다.',
    ],
    hints: [
      '따옴표 안의 따옴표 두 개는 따옴표 하나입니다. 따옴표 안의 줄바꿈은 행의 끝이 아닙니다.',
      '명령줄에서는: dms-tui endpoint browse student-s3 dees.movies --rows 20',
    ],
  },
  several: {
    title: '여러 테이블로 다시 해 보기',
    text: [
      '이번에는 매핑을 dees와 %로 한 태스크를 하나 더 만드세요. 테이블마다 폴더가 하나씩 생깁니다. movies 파일이 이미 있으니 설정의 대상 테이블에서 "기존 테이블 삭제 후 생성"을 고르세요. 실습이 모든 파일의 행을 세어 원본과 비교합니다.',
    ],
    hints: [
      'movies 파일은 두 배로 늘어나지 않고 새것으로 바뀝니다.',
      "명령줄에서는: dms-tui copy student-source student-s3 --include 'dees.%' --prep drop-and-create --instance <내 인스턴스>",
    ],
  },
};
