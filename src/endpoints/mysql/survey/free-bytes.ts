/** Room on the disk of a server. Only MariaDB tells it, with its plugin DISKS and the right FILE. */
import type { Session } from '../session.ts';

/** Null where the server does not tell. */
export async function freeBytesOf(session: Session): Promise<number | null> {
  const [plugin] = await session.rows(
    "SELECT 1 FROM information_schema.PLUGINS WHERE PLUGIN_NAME = 'DISKS' AND PLUGIN_STATUS = 'ACTIVE'",
  );
  if (!plugin) return null;
  const [place] = await session.rows<{ folder: string }>('SELECT @@datadir AS folder');
  const disks = await session.rows<{ path: string; kilobytes: string | number }>(
    'SELECT Path AS path, Available AS kilobytes FROM information_schema.DISKS',
  );
  const [disk] = disks
    .filter(({ path }) => holds(path, place!.folder))
    .sort((one, other) => other.path.length - one.path.length);
  return disk ? Number(disk.kilobytes) * 1024 : null;
}

function holds(path: string, folder: string): boolean {
  return path === '/' || folder === path || folder.startsWith(`${path.replace(/\/$/, '')}/`);
}
