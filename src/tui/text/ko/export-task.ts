import type { exportTask as english } from '../en/export-task.ts';

export const exportTask: typeof english = {
  title: '내보내기',
  says: '엔드포인트, 테이블 매핑, 설정을 AWS DMS 형식 그대로 태스크 파일로 저장합니다. 비밀번호는 들어가지 않습니다.',
  runWith: (file) => `실행: dms-tui run ${file}`,
  file: '파일',
  replace: '이미 있는 파일입니다. 덮어쓸까요?',
  yes: '덮어쓰기',
  done: (file) => `저장했습니다: ${file}`,
};
