import type { places as english } from '../en/places.ts';

export const places: typeof english = {
  state: { name: '상태', what: '아래의 모든 것. DMS_TUI_HOME으로 옮길 수 있습니다' },
  tasks: {
    name: '태스크',
    what: '태스크와 실행마다: events.jsonl, statements.jsonl, report.md, report.json, 거부된 행',
  },
  profile: { name: '프로필', what: '저장된 엔드포인트. 비밀 정보는 들어 있지 않습니다' },
  keys: { name: '단축키', what: '콘솔의 키를 바꿀 때 만드는 파일: {"task.start": ["S"]}' },
  instances: {
    name: '인스턴스',
    what: '저장된 복제 인스턴스와 그 실행 로그(--home으로 다른 곳을 정하지 않았을 때)',
  },
  checkpoints: { name: '체크포인트', what: 'S3나 폴더에 파일을 쓰는 태스크의 체크포인트' },
  labs: { name: '실습', what: '실습의 진행 상황과 마지막에 만드는 요약' },
  control: {
    place: (schema) => `대상의 스키마 ${schema}`,
    what: '서버에 쓰는 태스크의 체크포인트',
  },
};
