/** A real keyring for tests: a Secret Service on a bus of its own, in folders of its own. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe } from 'vitest';
import { canGetKeyring, ensureKeyring } from '../../src/lab/servers/ensure-keyring.ts';
import { endServer, spawnServer } from '../../src/lab/servers/server-process.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { eventually } from './waiting.ts';

export interface TestKeyring {
  /** What leads a program to this keyring and to no other. */
  readonly environment: { readonly DBUS_SESSION_BUS_ADDRESS: string };
  /** How many entries are in it, whoever put them there. */
  entries(): number;
  /** Closes it, as a desktop does when its person leaves: it opens with a dialogue, and no desktop is here. */
  lock(): void;
  /** Ends the service, and leaves the bus. */
  vanish(): Promise<void>;
}

/** A suite that needs a keyring. It is left out where none can be had, except in CI, where it fails. */
export function describeKeyring(name: string, suite: () => void): void {
  const can = canGetKeyring();
  if (!can && !process.env.CI)
    process.stderr.write('tests of the keyring are left out: they need gnome-keyring, or root on Debian\n');
  describe.skipIf(!can && !process.env.CI)(name, suite);
}

/** Another test file may be installing something in this moment, and apt does one thing at a time. */
const INSTALLED_WITHIN_MS = 180_000;

/** A keyring that nothing is in yet, open. */
export async function startKeyring(): Promise<TestKeyring> {
  const show = (line: string) => process.stderr.write(`keyring: ${line}\n`);
  const programs = await eventually(() => ensureKeyring(show), INSTALLED_WITHIN_MS);
  const busFolder = temporaryFolder();
  const folder = temporaryFolder();
  folders.push(folder, busFolder);
  const address = `unix:path=${join(busFolder, 'bus')}`;
  const config = join(busFolder, 'bus.conf');
  writeFileSync(config, busConfig(address));
  spawnServer(busFolder, [programs.bus, '--nofork', `--config-file=${config}`], join(busFolder, 'log'));
  const say = (...words: string[]) =>
    execFileSync(programs.send, ['--session', '--print-reply', `--dest=${NAME}`, ...words], {
      encoding: 'utf8',
      stdio: 'pipe',
      env: { PATH: process.env.PATH, DBUS_SESSION_BUS_ADDRESS: address },
    });
  const items = () => say(COLLECTION, `${PROPERTIES}.Get`, `string:${INTERFACE}.Collection`, 'string:Items');
  await eventually(() => existsSync(join(busFolder, 'bus')) || Promise.reject(new Error('there is no bus')));
  spawnServer(folder, daemonCommand(programs.daemon, folder, address), join(folder, 'log'));
  await eventually(items);
  return {
    environment: { DBUS_SESSION_BUS_ADDRESS: address },
    entries: () => items().match(/object path/g)?.length ?? 0,
    lock: () => void say(ROOT, `${INTERFACE}.Service.Lock`, `array:objpath:${COLLECTION}`),
    vanish: () => endServer(folder, 'SIGTERM'),
  };
}

const NAME = 'org.freedesktop.secrets';
const INTERFACE = 'org.freedesktop.Secret';
const PROPERTIES = 'org.freedesktop.DBus.Properties';
const ROOT = '/org/freedesktop/secrets';
/** The one that the service makes of the word it is opened with, and the default. */
const COLLECTION = `${ROOT}/collection/login`;

const folders: string[] = [];

// The services first: they are of no use without their bus and complain.
afterAll(async () => {
  for (const folder of folders.splice(0)) await endServer(folder, 'SIGTERM');
});

/** A bus that starts no program by itself: what is not on it stays away. */
function busConfig(address: string): string {
  return `<busconfig>
  <type>session</type>
  <listen>${address}</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`;
}

/** It reads the word that opens its keyring from standard input, and keeps its files below `HOME`. */
function daemonCommand(daemon: string, folder: string, address: string): string[] {
  const word = join(folder, 'word');
  writeFileSync(word, 'of a test');
  const runtime = join(folder, 'runtime');
  mkdirSync(runtime, { mode: 0o700 });
  const own = [`HOME=${folder}`, `XDG_RUNTIME_DIR=${runtime}`, `DBUS_SESSION_BUS_ADDRESS=${address}`];
  const words = ['--foreground', '--components=secrets', '--unlock'];
  return ['env', '-i', ...own, 'sh', '-c', `exec "$0" "$@" < '${word}'`, daemon, ...words];
}
