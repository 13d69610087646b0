/** Words for writing the file of a task. */
export const exportTask = {
  title: 'Export',
  says: 'Writes the task file: endpoints, table mappings and settings as AWS DMS has them. It holds no password.',
  runWith: (file: string) => `Run it with: dms-tui run ${file}`,
  file: 'File',
  replace: 'Write over the file that is there?',
  yes: 'write over it',
  done: (file: string) => `Written: ${file}`,
};
