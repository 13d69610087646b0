import type { settings as english } from '../en/settings.ts';
import { compact } from '../numbers.ts';

export const settings: typeof english = {
  question: '테이블을 어떻게 옮길까요?',
  labels: {
    task: '태스크 이름',
    prep: '대상 테이블',
    objects: '함께 옮기기',
    gzip: '압축',
    header: '머리글 줄',
    lobs: '대형 객체',
    'lob-kb': '최대 크기(KB)',
    lanes: '레인',
    validate: '이전 후 비교',
    more: '고급',
    refused: '거부된 행',
    'commit-rate': '커밋 단위',
  },
  hints: {
    task: '체크포인트와 로그의 이름이 됩니다',
    'lob-kb': '1~102400',
    lanes: '비우면 이 컴퓨터에 맞춥니다',
    'commit-rate': '행 수. 비우면 크기로 정합니다',
  },
  yesOrNo: { yes: '예', no: '아니요' },
  options: {
    prep: {
      unset: '비어 있어야 함',
      'do-nothing': '그대로 두기',
      truncate: '행만 모두 삭제',
      'drop-and-create': '기존 테이블 삭제 후 생성',
    },
    objects: { tables: '테이블만', all: '뷰, 트리거, 루틴, 이벤트도' },
    lobs: { full: '전체', limited: '크기 제한', none: '제외' },
    more: { yes: '펼침', no: '접음' },
    refused: {
      SUSPEND_TABLE: '해당 테이블 중단',
      STOP_TASK: '태스크 중단',
      LOG_ERROR: '건너뛰고 파일에 보관',
      IGNORE_RECORD: '건너뛰고 개수만 기록',
    },
  },
  prep: {
    unset: '이미 행이 있는 테이블이 있으면 아무것도 건드리지 않고 멈춥니다.',
    'do-nothing': '기존 행을 두고 추가합니다. 키가 같은 행이 있으면 그 테이블은 멈춥니다.',
    truncate: '대상에서 이 테이블들의 행을 먼저 모두 지웁니다. 테이블 정의는 남습니다.',
    'drop-and-create': '대상의 이 테이블들을 행까지 모두 삭제하고 원본과 같게 다시 만듭니다.',
  },
  prepOfFiles:
    '이 태스크가 전에 만든 파일만 바꿉니다. 폴더의 다른 파일은 행 삭제나 삭제 후 생성을 고르지 않는 한 남습니다.',
  asking: '대상에 무엇이 있는지 보는 중 …',
  noneStands: '지금: 대상에 이 테이블들이 아직 없습니다.',
  standing: (tables, rows) =>
    `지금: 대상에 이 중 테이블 ${tables}개가 있고 약 ${compact(rows)}행이 들어 있습니다.`,
  means: {
    lobs: {
      full: '크기와 관계없이 모든 값을 그대로 옮깁니다.',
      limited:
        '더 긴 값은 최대 크기에서 잘리고, 잘린 값은 하나하나 세어 보고합니다. 가장 큰 값은 사전 점검에서 찾습니다.',
      none: 'MEDIUM·LONG 텍스트와 바이너리 컬럼은 옮기지 않습니다.',
    },
    objects: {
      all: '행이 모두 도착한 뒤에 만듭니다.',
    },
    validate: {
      yes: '이전이 끝나면 양쪽의 행 수와 체크섬을 비교합니다. 모두 도착했다는 증거입니다.',
      no: '모두 도착했는지 증명하지 않습니다. 나중에 비교할 수 있습니다.',
    },
    refused: {
      LOG_ERROR: '대상이 거부한 행은 보고서 옆 파일에 남기고 나머지를 계속 옮깁니다.',
      IGNORE_RECORD: '대상이 거부한 행은 세기만 하고 나머지를 계속 옮깁니다.',
    },
    lanes: { '*': '동시에 옮기는 청크 수입니다. 실행 중에도 바꿀 수 있습니다.' },
  },
};
