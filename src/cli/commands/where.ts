/** `where`: where files live. */
import { join } from 'node:path';
import { DEFAULT_CONTROL_SCHEMA } from '../../model/task-settings.ts';
import { homeFolder, ledgersFolder, profileFolder } from '../../store/home.ts';

export function where(): void {
  const home = homeFolder();
  const lines = [
    ['state', home, 'everything below; DMS_TUI_HOME moves it'],
    ['tasks', join(home, 'tasks'), 'per task and run: events.jsonl, report.md, report.json, refused rows'],
    ['profile', profileFolder(home), 'saved endpoints; no secret is in it'],
    [
      'instances',
      join(home, 'instances'),
      'saved instances and, unless --home says otherwise, their run logs',
    ],
    ['checkpoints', ledgersFolder(home), 'of tasks that write files, to S3 or a folder'],
    ['', `schema ${DEFAULT_CONTROL_SCHEMA} of the target`, 'of tasks that write to a server'],
  ] as const;
  for (const [name, place, what] of lines)
    process.stdout.write(`${name.padEnd(13)}${place}\n${' '.repeat(13)}  ${what}\n`);
}
