/** What labs and their servers say. */
import type { Phrase } from './phrases.ts';

export const phrasesOfLabs: readonly Phrase[] = [
  ['MariaDB or MySQL', 'MariaDB나 MySQL'],
  [
    'Debian, Ubuntu: sudo {command} (as root it is done without being asked)',
    'Debian, Ubuntu: sudo {command} (root라면 묻지 않고 설치합니다)',
  ],
  [
    'other systems: a MariaDB or MySQL server on PATH; macOS: brew install mariadb, Fedora: dnf install mariadb-server',
    '다른 시스템: PATH에 있는 MariaDB나 MySQL 서버. macOS: brew install mariadb, Fedora: dnf install mariadb-server',
  ],
  [
    'without any rights: npx -y mysql-memory-server fetches MySQL for this user; end it with Ctrl-C when it runs',
    '설치 권한이 없을 때: npx -y mysql-memory-server 명령으로 이 사용자용 MySQL을 내려받고, 실행되면 Ctrl-C로 끝내세요',
  ],
  ['There is no lab {name}.', '{name:이라는/라는} 실습은 없습니다.'],
  ['installing {packages}', '{packages} 설치'],
  [
    'the process that makes the lab ended without a word',
    '실습 환경을 만드는 프로세스가 아무 말 없이 끝났습니다',
  ],
  [
    'the process of the run of {task} was ended from outside',
    '태스크 {task:을/를} 실행하던 프로세스가 밖에서 종료되었습니다',
  ],
];
