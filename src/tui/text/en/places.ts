/** Words for where files live. */
export const places = {
  state: { name: 'state', what: 'everything below; DMS_TUI_HOME moves it' },
  tasks: {
    name: 'tasks',
    what: 'per task and run: events.jsonl, statements.jsonl, report.md, report.json, refused rows',
  },
  profile: { name: 'profile', what: 'saved endpoints; no secret is in it' },
  keys: { name: 'keys', what: 'of the console, where they are to be others: {"task.start": ["S"]}' },
  instances: {
    name: 'instances',
    what: 'saved instances and, unless --home says otherwise, their run logs',
  },
  checkpoints: { name: 'checkpoints', what: 'of tasks that write files, to S3 or a folder' },
  labs: { name: 'labs', what: 'progress in guided labs, and the pages at their ends' },
  control: {
    place: (schema: string) => `schema ${schema} of the target`,
    what: 'of tasks that write to a server',
  },
};
