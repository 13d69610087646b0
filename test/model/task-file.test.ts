import { describe, expect, test } from 'vitest';
import { parseObjects } from '../../src/model/objects.ts';
import { isTaskId, parseTaskId } from '../../src/model/task-id.ts';
import { parseTask } from '../../src/model/task-parser.ts';
import { factsOf, problemsOf } from './world.ts';

const rules = [
  {
    'rule-type': 'selection',
    'rule-id': '1',
    'rule-name': '1',
    'object-locator': { 'schema-name': 'dees', 'table-name': '%' },
    'rule-action': 'include',
  },
];

const file = {
  task: 'nightly-copy',
  migrationType: 'full-load',
  source: { url: 'mysql://reader@db.example.com/dees' },
  target: { url: 's3://b1/x', settings: { AddColumnName: true } },
  tableMappings: { rules },
  taskSettings: { FullLoadSettings: { MaxFullLoadSubTasks: 4 } },
  local: { objects: 'views,triggers', strict: true },
};

function problems(more: object) {
  return problemsOf(() => parseTask({ ...file, ...more }, 'task.json'));
}

describe('a task file', () => {
  test('is read whole', () => {
    const { task, strict } = parseTask(file, 'task.json');
    expect(task).toMatchObject({
      id: 'nightly-copy',
      source: { engine: 'mysql', host: 'db.example.com', user: 'reader', schema: 'dees' },
      target: { engine: 's3', bucket: 'b1', folder: 'x', files: { header: true } },
      settings: { lanes: 4, validate: true },
      objects: ['views', 'triggers'],
      issues: [],
    });
    expect(task.mappings.selection).toHaveLength(1);
    expect(strict).toBe(true);
  });

  test('needs no migration type, settings or local part', () => {
    const { task: id, source, target, tableMappings } = file;
    const { task, strict } = parseTask({ task: id, source, target, tableMappings }, 'task.json');
    expect(task).toMatchObject({ objects: [], settings: { prepMode: null, lanes: null } });
    expect(strict).toBe(false);
  });

  test('gathers the issues of all its parts', () => {
    const { task } = parseTask(
      {
        ...file,
        source: { url: 'mysql://u:pw@h' },
        target: { url: 's3://b1', settings: { CdcPath: 'x' } },
        tableMappings: { rules: [{ ...rules[0], extra: 1 }] },
        taskSettings: { TargetMetadata: { BatchApplyEnabled: true } },
      },
      'task.json',
    );
    expect(task.issues.map((one) => [one.code, one.subject])).toEqual([
      ['notice', 'source.url'],
      ['not-carried-out', 'target.settings.CdcPath'],
      ['not-carried-out', 'rule 1'],
      ['not-carried-out', 'taskSettings.TargetMetadata.BatchApplyEnabled'],
    ]);
  });

  test('lets local.lanes go before MaxFullLoadSubTasks', () => {
    expect(parseTask({ ...file, local: { lanes: 2 } }, 'task.json').task.settings.lanes).toBe(2);
  });

  test('takes mappings and settings from files of their own, whose names errors give', () => {
    const { tableMappings: _none, ...rest } = file;
    const separate = {
      tableMappings: { document: { rules }, file: 'm.json' },
      taskSettings: { document: {}, file: 's.json' },
    };
    const { task } = parseTask(rest, 'task.json', separate);
    expect(task.settings.lanes).toBeNull();
    const bad = { tableMappings: { document: { rules: [] }, file: 'm.json' } };
    expect(factsOf('document', () => parseTask(file, 'task.json', bad))).toMatchObject({
      file: 'm.json',
      path: 'rules',
    });
  });

  test.each<[object, string]>([
    [{ task: undefined }, 'task: is missing (a text in double quotes)'],
    [{ task: '9lives' }, 'task: is "9lives" (letters, digits and single hyphens'],
    [
      { migrationType: 'cdc' },
      'migrationType: is "cdc": ongoing changes are not carried out yet (full-load)',
    ],
    [{ migrationType: 'full-load-and-cdc' }, 'migrationType: is "full-load-and-cdc": ongoing changes'],
    [{ migrationType: 'full' }, 'migrationType: is "full" (full-load)'],
    [{ source: undefined }, 'source: is missing (an object: {…})'],
    [{ source: {} }, 'source.url: is missing'],
    [
      { source: { endpoint: 'prod' } },
      'source.endpoint: there is no endpoint "prod" (one that was saved with `dms-tui endpoint create`)',
    ],
    [
      { source: { url: 'mysql://u@h', endpoint: 'prod' } },
      'source: has a url and an endpoint (one of the two)',
    ],
    [{ source: { url: 'mysql://h' } }, 'source.url: mysql://h: names no user'],
    [{ source: { url: 's3://b1' } }, 'source.url: s3://b1: S3 can be a target only'],
    [{ source: { url: 'mysql://u@h', settings: {} } }, 'source.settings: unknown key (url, endpoint)'],
    [{ source: { url: 'mysql://u@h', password: 'x' } }, 'source.password: unknown key (url, endpoint)'],
    [{ target: { url: 's3://b1', settings: { MaxFileSize: 0 } } }, 'target.settings.MaxFileSize: is 0'],
    [{ target: { url: 'mysql://u@h', settings: { MaxFileSize: 1 } } }, 'target.settings: is for files'],
    [{ tableMappings: undefined }, 'tableMappings: is missing'],
    [
      { tableMappings: { rules: [{ ...rules[0], 'rule-action': 'x' }] } },
      'tableMappings.rules[0].rule-action: is "x"',
    ],
    [
      { taskSettings: { FullLoadSettings: { CommitRate: 0 } } },
      'taskSettings.FullLoadSettings.CommitRate: is 0',
    ],
    [{ taskSetings: {} }, 'taskSetings: unknown key; did you mean "taskSettings"? (task, migrationType,'],
    [
      { local: { lane: 2 } },
      'local.lane: unknown key; did you mean "lanes"? (instance, lanes, objects, strict)',
    ],
    [{ local: { lanes: 0 } }, 'local.lanes: is 0 (a whole number from 1 to 49)'],
    [{ local: { objects: 'view' } }, 'local.objects: "view" is no kind of object; did you mean "views"?'],
    [{ local: { strict: 'yes' } }, 'local.strict: is "yes" (true or false)'],
  ])('with %j is refused', (more, expected) => {
    expect(problems(more)[0]).toContain(expected);
  });

  test('with several problems names them all', () => {
    const found = problems({ task: '-', source: { url: 5 }, colour: 1 });
    expect(found.map((one) => one.split(':')[0])).toEqual(['task', 'source.url', 'colour']);
  });

  test('never repeats a password, wherever it was put', () => {
    const secret = 'S3cr3t';
    for (const source of [
      `mysql://u:${secret}@h`,
      [`mysql://u:${secret}@h`],
      { url: [`mysql://u:${secret}@h`] },
      { url: `mysq://u:${secret}@h` },
    ]) {
      expect(problems({ source }).join('\n')).not.toContain(secret);
    }
  });
});

describe('objects', () => {
  test.each<[string, string[]]>([
    ['tables', []],
    ['all', ['views', 'triggers', 'routines', 'events']],
    ['triggers, views', ['views', 'triggers']],
    ['tables,EVENTS', ['events']],
  ])('%s', (written, kinds) => {
    expect(parseObjects(written)).toEqual(kinds);
  });

  test.each(['', 'views;triggers', 'functions'])('%j is refused with what is allowed', (written) => {
    expect(factsOf('usage', () => parseObjects(written)).allowed).toContain(
      'views, triggers, routines, events',
    );
  });
});

describe('the name of a task', () => {
  test.each(['a', 'Nightly-Copy-2', 'x'.repeat(255)])('may be %s', (id) => {
    expect(parseTaskId(id)).toBe(id);
  });

  test.each(['', '2fast', '-a', 'a-', 'a--b', 'a_b', 'a.b', 'a/b', 'é', 'a\n', 'x'.repeat(256)])(
    'may not be %j',
    (id) => {
      expect(isTaskId(id)).toBe(false);
      expect(factsOf('usage', () => parseTaskId(id)).allowed).toContain('letters, digits');
    },
  );
});
