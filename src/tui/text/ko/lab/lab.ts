import type { lab as english } from '../../en/lab/lab.ts';
import { time } from '../time.ts';
import { cards } from './cards.ts';
import { done, making, seen } from './facts.ts';
import { guide } from './guide.ts';
import { missing } from './missing.ts';
import { connectingSteps } from './steps-connecting.ts';
import { fileSteps } from './steps-files.ts';
import { movingSteps } from './steps-moving.ts';
import { summary } from './summary.ts';

export const lab: typeof english = {
  labs: {
    'mysql-to-mysql': {
      title: 'MySQL에서 MySQL로',
      about: '두 데이터베이스 사이의 마이그레이션 전 과정: 인스턴스, 엔드포인트, 태스크, 실행, 검증',
    },
    'mysql-to-s3': {
      title: 'MySQL에서 S3로',
      about: '테이블을 버킷의 CSV 파일로 옮기고 따옴표, 쉼표, 줄바꿈, NULL이 어떻게 되는지 봅니다',
    },
  },
  steps: { ...connectingSteps, ...movingSteps, ...fileSteps },
  cards,
  guide,
  missing,
  seen,
  done,
  making,
  summary,
  list: {
    head: '이 컴퓨터에서 무료로 해 보는 실습:',
    how: '열기: dms-tui lab <이름>   전부 자동으로: dms-tui lab <이름> --auto',
    kept: (name, since) => `${name} 실습 환경이 ${since}부터 켜져 있습니다. 끝내기: dms-tui lab stop`,
    begun: (at, of) => `${of}단계 중 ${at}단계까지 왔습니다`,
  },
  auto: {
    instead: '모든 단계를 대신 진행합니다. 확인하는 내용은 같습니다(--auto).',
    settingUp: (title) => `${title}: 실습 환경을 만듭니다`,
    ready: (ms) => `실습 환경이 준비되었습니다 (${time.duration(ms)}).`,
    given: '첫 번째 실습에서 만든 인스턴스와 원본 엔드포인트를 준비합니다:',
    step: (at, of, title) => `${of}단계 중 ${at}단계: ${title}`,
    holds: (ms) => `확인됨, ${time.duration(ms)}`,
    fails: (ms) => `확인되지 않음, ${time.duration(ms)}`,
    allHold: (title, checks, ms) => `${title}: ${checks}가지를 모두 확인했습니다 (${time.duration(ms)}).`,
    oneFails: (title) => `${title}: 위의 확인이 통과하지 못했습니다.`,
    summaryIn: (file) => `요약: ${file}`,
    gone: '이 실습의 서버, 저장소, 파일을 모두 지웠습니다.',
  },
  kept: {
    head: (name) => `${name} 실습 환경은 끝낼 때까지 이 컴퓨터에서 계속 돌아갑니다:`,
    source: (address) => `원본    ${address}`,
    target: (address) => `대상    ${address}`,
    store: (address) => `저장소  ${address}`,
    use: (home) => `만든 엔드포인트와 태스크 쓰기: DMS_TUI_HOME=${home} dms-tui endpoint list`,
    note: '비밀번호 보기: dms-tui lab note',
    end: '끝내기: dms-tui lab stop',
    stopped: (name) => `${name} 실습 환경을 끝냈고, 남은 것은 없습니다.`,
    none: '켜져 있는 실습 환경이 없습니다.',
  },
  note: {
    source: '원본',
    target: '대상',
    url: 'URL',
    user: '사용자',
    password: '비밀번호',
    port: '포트',
    bucket: '버킷',
    store: '저장소',
  },
};
