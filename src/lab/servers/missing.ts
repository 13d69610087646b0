/** What a person can do when a server program is not there and can not be installed from here. */
import { DmsError } from '../../model/errors.ts';

export function missingMariadb(): DmsError<'lab.missing'> {
  const ways = [
    'Debian, Ubuntu: apt-get install --no-install-recommends mariadb-server',
    'Fedora, RHEL: dnf install mariadb-server',
    'macOS: brew install mariadb',
  ];
  return new DmsError('lab.missing', { product: 'MariaDB', ways }, { fix: ways[0]!.replace(/^.*?: /, '') });
}

export function missingMysql(): DmsError<'lab.missing'> {
  const ways = [
    'Debian as root: found and installed without being asked, by debootstrap from Debian unstable',
    'any system: install the MySQL server so that mysqld is on PATH (Ubuntu: apt-get install mysql-server; macOS: brew install mysql)',
  ];
  return new DmsError('lab.missing', { product: 'MySQL', ways });
}
