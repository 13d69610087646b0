/** `instance delete`: forgets an instance that nobody works on, and says what stays. */
import { existsSync } from 'node:fs';
import { pastRuns } from '../../../host/past-runs.ts';
import { homeFolder } from '../../../store/home.ts';
import { findInstance, removeInstance } from '../../../store/instances.ts';
import { printable } from '../../../tui/layout/text.ts';
import { words } from '../../../tui/text/words.ts';

export function deleteInstance(id: string): void {
  const stateFolder = homeFolder();
  const instance = findInstance(stateFolder, id);
  const { home } = instance;
  removeInstance(stateFolder, instance);
  const { count } = pastRuns(home, null, 0);
  const { instance: of } = words();
  const stays = existsSync(home) ? of.homeStays(count, printable(home)) : of.nothingLeft;
  process.stdout.write(`${of.deleted(instance.id)} ${stays}\n`);
}
