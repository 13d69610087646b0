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

/** For those to whom either product will do. */
export function missingServer(): DmsError<'lab.missing'> {
  const packages = 'apt-get install --no-install-recommends mariadb-server';
  const ways = [
    `Debian, Ubuntu: sudo ${packages} (as root it is done without being asked)`,
    'other systems: a MariaDB or MySQL server on PATH; macOS: brew install mariadb, Fedora: dnf install mariadb-server',
    'without any rights: npx -y mysql-memory-server fetches MySQL for this user; end it with Ctrl-C when it runs',
  ];
  return new DmsError('lab.missing', { product: 'MariaDB or MySQL', ways }, { fix: `sudo ${packages}` });
}

export function missingMysql(): DmsError<'lab.missing'> {
  const ways = [
    'Debian as root: found and installed without being asked, by debootstrap from Debian unstable',
    'any system: install the MySQL server so that mysqld is on PATH (Ubuntu: apt-get install mysql-server; macOS: brew install mysql)',
  ];
  return new DmsError('lab.missing', { product: 'MySQL', ways });
}
