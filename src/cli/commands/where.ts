/** `where`: where files live. */
import { join } from 'node:path';
import { DEFAULT_CONTROL_SCHEMA } from '../../model/task-settings.ts';
import { homeFolder, keysFile, labsFolder, ledgersFolder, profileFolder } from '../../store/home.ts';
import { padEnd } from '../../tui/layout/text.ts';
import { words } from '../../tui/text/words.ts';

/** The longest name and two blanks. */
const NAME_COLUMNS = 13;

export function where(): void {
  const home = homeFolder();
  const { places } = words();
  const lines = [
    [places.state.name, home, places.state.what],
    [places.tasks.name, join(home, 'tasks'), places.tasks.what],
    [places.profile.name, profileFolder(home), places.profile.what],
    [places.keys.name, keysFile(home), places.keys.what],
    [places.instances.name, join(home, 'instances'), places.instances.what],
    [places.checkpoints.name, ledgersFolder(home), places.checkpoints.what],
    [places.labs.name, labsFolder(home), places.labs.what],
    ['', places.control.place(DEFAULT_CONTROL_SCHEMA), places.control.what],
  ] as const;
  for (const [name, place, what] of lines)
    process.stdout.write(`${padEnd(name, NAME_COLUMNS)}${place}\n${' '.repeat(NAME_COLUMNS)}  ${what}\n`);
}
