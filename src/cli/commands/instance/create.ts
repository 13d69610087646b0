/** `instance create`: saves an instance and makes its home. */
import { resolve } from 'node:path';
import { instanceState } from '../../../host/instance-state.ts';
import { parseInstanceId } from '../../../model/instance.ts';
import { homeFolder, instanceFolder } from '../../../store/home.ts';
import { addInstance } from '../../../store/instances.ts';
import { printable } from '../../../tui/layout/text.ts';
import { words } from '../../../tui/text/words.ts';
import type { CreateOptions } from './commands.ts';

export function createInstance(written: string, options: CreateOptions): void {
  const stateFolder = homeFolder();
  const id = parseInstanceId(written);
  const home = options.home === undefined ? instanceFolder(stateFolder, id) : resolve(options.home);
  const instance = { id, class: options.class, home, created: new Date().toISOString() };
  addInstance(stateFolder, instance);
  const { status, capacity } = instanceState(instance);
  const { instance: of } = words();
  process.stdout.write(`${of.created(id, status, capacity, printable(home))}\n${of.runWith(id)}\n`);
}
