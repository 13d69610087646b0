/** What assessments say of what stands on the target, of earlier runs, and of room. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { canMount, mountSmallDisk } from '../../e2e/support/small-disk.ts';
import { accountOn } from '../../endpoints/mysql/hops/accounts.ts';
import { describeMysql, describeProducts, dropAfterwards, mariadb, mysql } from '../../support/servers.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { copy, selection } from '../copying.ts';
import { privateServer } from '../private-servers.ts';
import { as, assess, describeWorlds, freshGround, type Ground, preview, type World } from './assessing.ts';

const prep = (mode: string) => ({ FullLoadSettings: { TargetTablePrepMode: mode } });

/** A table on both sides; the target's has rows of its own. */
async function standing({ source, target, schema }: Ground, rows = 2): Promise<void> {
  await source.query(`CREATE TABLE ${schema}.t (a INT PRIMARY KEY, b INT) ENGINE=InnoDB`);
  await source.query(`INSERT INTO ${schema}.t VALUES (1, 1), (2, 2), (3, 3)`);
  await target.query(`CREATE SCHEMA ${schema}`);
  await target.query(`CREATE TABLE ${schema}.t (a INT PRIMARY KEY, b INT) ENGINE=InnoDB`);
  for (let row = 0; row < rows; row++) await target.query(`INSERT INTO ${schema}.t VALUES (${row + 100}, 0)`);
}

const worlds: World[] = [
  {
    name: 'rows that stand there are refused as long as nobody says what becomes of them',
    make: async (ground) => {
      await standing(ground);
      return {};
    },
    finds: ({ schema }) => [
      {
        check: 'target-tables',
        kind: 'error',
        level: 'failed',
        facts: {
          error: expect.objectContaining({
            kind: 'target.not-empty',
            facts: { tables: [{ table: `${schema}.t`, rows: 2 }] },
          }),
        },
      },
    ],
  },
  ...(
    [
      ['DO_NOTHING', 'rows-added-to'],
      ['TRUNCATE_BEFORE_LOAD', 'rows-emptied'],
      ['DROP_AND_CREATE', 'rows-dropped'],
    ] as const
  ).map(
    ([mode, kind]): World => ({
      name: `rows that stand there are counted: ${kind}`,
      make: async (ground) => {
        await standing(ground);
        return { taskSettings: prep(mode) };
      },
      finds: ({ schema }) => [
        {
          check: 'target-tables',
          kind,
          level: 'warned',
          subjects: [`${schema}.t`],
          facts: { tables: [{ table: `${schema}.t`, rows: 2 }] },
        },
      ],
    }),
  ),
  {
    name: 'a table that lacks a column is refused',
    make: async (ground) => {
      const { target, schema } = ground;
      await standing(ground, 0);
      await target.query(`ALTER TABLE ${schema}.t DROP COLUMN b`);
      return {};
    },
    finds: ({ schema }) => [
      {
        check: 'target-tables',
        kind: 'error',
        level: 'failed',
        subjects: [`${schema}.t`],
        facts: { error: expect.objectContaining({ kind: 'target.unfit' }) },
      },
    ],
  },
  {
    name: 'files of others under the names of a load are refused',
    make: async ({ source, schema }) => {
      await source.query(`CREATE TABLE ${schema}.t (a INT PRIMARY KEY) ENGINE=InnoDB`);
      const folder = temporaryFolder();
      mkdirSync(join(folder, schema, 't'), { recursive: true });
      writeFileSync(join(folder, schema, 't', 'LOAD00000001.csv'), 'theirs\n');
      return { target: `file://${folder}`, taskSettings: prep('DO_NOTHING') };
    },
    finds: ({ schema }) => [
      {
        check: 'target-tables',
        kind: 'error',
        level: 'failed',
        facts: { error: expect.objectContaining({ kind: 'target.unfit' }) },
        subjects: [`${schema}.t`],
      },
      { check: 'target-tables', kind: 'rows-added-to', level: 'warned' },
    ],
  },
  {
    name: 'triggers that would fire for every row are named, with what sets them aside',
    make: async (ground) => {
      const { target, schema } = ground;
      await standing(ground, 0);
      await target.query(
        `CREATE TRIGGER ${schema}.fires BEFORE INSERT ON ${schema}.t FOR EACH ROW SET NEW.b = NEW.b`,
      );
      await target.query(
        `CREATE TRIGGER ${schema}.sleeps BEFORE UPDATE ON ${schema}.t FOR EACH ROW SET NEW.b = 7`,
      );
      return {};
    },
    finds: ({ schema }) => [
      {
        check: 'triggers',
        kind: 'triggers-fire',
        level: 'warned',
        facts: { triggers: [{ table: `${schema}.t`, trigger: 'fires', when: 'BEFORE INSERT' }] },
        fix: `SHOW CREATE TRIGGER \`${schema}\`.\`fires\`;\nDROP TRIGGER \`${schema}\`.\`fires\`;`,
      },
    ],
  },
  {
    name: 'triggers that go with their table are named',
    make: async (ground) => {
      const { target, schema } = ground;
      await standing(ground, 0);
      await target.query(
        `CREATE TRIGGER ${schema}.sleeps BEFORE UPDATE ON ${schema}.t FOR EACH ROW SET NEW.b = 7`,
      );
      return { taskSettings: prep('DROP_AND_CREATE') };
    },
    finds: ({ schema }) => [
      {
        check: 'triggers',
        kind: 'triggers-dropped',
        level: 'warned',
        facts: { triggers: [{ table: `${schema}.t`, trigger: 'sleeps', when: 'BEFORE UPDATE' }] },
        fix: `SHOW CREATE TRIGGER \`${schema}\`.\`sleeps\`;`,
      },
    ],
  },
  {
    name: 'triggers that the user may not see are noted',
    make: async (ground) => {
      const { target, schema } = ground;
      await standing(ground, 0);
      const account = await accountOn(
        target,
        `GRANT SELECT, INSERT, CREATE, ALTER, INDEX, DROP, REFERENCES ON ${schema}.*`,
        'GRANT ALL ON `dms\\_tui\\_control`.*',
      );
      return { target: as(target, account) };
    },
    finds: ({ schema }) => [
      {
        check: 'triggers',
        kind: 'triggers-unseen',
        level: 'noted',
        facts: { tables: [`${schema}.t`] },
        fix: expect.stringMatching(/^GRANT TRIGGER ON /),
      },
    ],
  },
  {
    name: 'objects that a target of files cannot hold need a look where they are asked for',
    make: async ({ source, schema }) => {
      await source.query(`CREATE TABLE ${schema}.t (a INT PRIMARY KEY) ENGINE=InnoDB`);
      await source.query(`CREATE VIEW ${schema}.v AS SELECT a FROM ${schema}.t`);
      return { target: `file://${temporaryFolder()}`, objects: 'views' };
    },
    finds: () => [
      {
        check: 'objects',
        kind: 'objects-stay',
        level: 'warned',
        facts: { possible: false, counts: { views: 1 } },
      },
    ],
  },
  {
    name: 'a task that goes on without a checkpoint begins, which is noted',
    make: async ({ source, schema }) => {
      await source.query(`CREATE TABLE ${schema}.t (a INT PRIMARY KEY) ENGINE=InnoDB`);
      return { mode: 'resume' };
    },
    finds: () => [{ check: 'checkpoint', kind: 'no-checkpoint', level: 'noted' }],
  },
];

describeWorlds('a target', worlds);

describeProducts('a checkpoint', (server, product) => {
  test('is told of, refused to be loaded over, and gone on from', async () => {
    const ground = await freshGround(server, product);
    const { source, target, schema } = ground;
    await source.query(`CREATE TABLE ${schema}.t (a INT PRIMARY KEY, b VARCHAR(100)) ENGINE=InnoDB`);
    await source.query(`CREATE TABLE ${schema}.whole (a INT PRIMARY KEY) ENGINE=InnoDB`);
    const rows = Array.from({ length: 100 }, (_, at) => [at, at === 90 ? 'x'.repeat(50) : 'short']);
    await source.query(`INSERT INTO ${schema}.t VALUES ?`, [rows]);
    await target.query(`CREATE SCHEMA ${schema}`);
    await target.query(`CREATE TABLE ${schema}.t (a INT PRIMARY KEY, b VARCHAR(10)) ENGINE=InnoDB`);
    const asked = {
      source,
      target,
      schema,
      task: schema.replaceAll('_', '-'),
      taskSettings: { FullLoadSettings: { TargetTablePrepMode: 'DO_NOTHING', CommitRate: 10 } },
    };
    expect((await copy(asked)).outcome).toBe('failed');

    const over = await assess(asked);
    expect(over.of('checkpoint')).toMatchObject({
      result: 'failed',
      findings: [{ kind: 'error', facts: { error: { kind: 'resume.needed' } } }],
    });
    expect((await copy(asked)).error?.kind).toBe('resume.needed');

    const on = await assess({ ...asked, mode: 'resume' });
    expect(on.said).toEqual([]);
    expect(on.of('checkpoint').found).toEqual({ begun: 2, complete: 1 });
    const seen = await preview({ ...asked, mode: 'resume' });
    expect(Object.fromEntries(seen.tables.map(({ source: table, prep: action }) => [table, action]))).toEqual(
      {
        [`${schema}.t`]: 'resumed',
        [`${schema}.whole`]: 'complete',
      },
    );

    await source.query(`ALTER TABLE ${schema}.t ADD COLUMN c INT`);
    const changed = await assess({ ...asked, mode: 'resume' });
    expect(changed.of('checkpoint')).toMatchObject({
      result: 'failed',
      findings: [{ kind: 'error', facts: { error: { kind: 'resume.changed' } } }],
    });
    expect((await copy({ ...asked, mode: 'resume' })).error?.kind).toBe('resume.changed');
  });
});

describeProducts('room', (server, product) => {
  test.skipIf(!canMount)('that is too little in a folder needs a look', async () => {
    const { source, schema } = await freshGround(server, product);
    await source.query(
      `CREATE TABLE ${schema}.t (a INT PRIMARY KEY, b VARCHAR(2000)) ENGINE=InnoDB CHARACTER SET latin1`,
    );
    await source.query(`INSERT INTO ${schema}.t SELECT 1, REPEAT('x', 2000)`);
    for (let rows = 1; rows < 1_000; rows *= 2) {
      await source.query(`INSERT INTO ${schema}.t SELECT a + ${rows}, b FROM ${schema}.t`);
    }
    await source.query(`ANALYZE TABLE ${schema}.t`);
    const folder = temporaryFolder();
    mountSmallDisk(folder, 1);
    const assessed = await assess({ source, target: `file://${folder}/out`, schema });
    expect(assessed.said).toEqual(['space: little-space (warned)']);
    const { freeBytes, neededBytes } = assessed.of('space').found!;
    expect(freeBytes).toBeLessThanOrEqual(1024 * 1024);
    expect(neededBytes).toBeGreaterThan(1024 * 1024);
  });
});

test('room on a MariaDB server is known where its plugin tells', async () => {
  const ground = await freshGround(mariadb, 'mariadb');
  const { source, schema } = ground;
  await source.query(`CREATE TABLE ${schema}.t (a INT PRIMARY KEY) ENGINE=InnoDB`);
  const telling = await privateServer('mariadb', { 'plugin-load-add': 'disks' });
  expect((await assess({ source, target: telling, schema })).of('space').found!.freeBytes).toBeGreaterThan(0);
  expect((await assess({ source, target: ground.target, schema })).of('space').found!.freeBytes).toBeNull();
});

describeMysql('from one product to the other', () => {
  test('types that the target has not are named once, and what its applications will meet', async () => {
    const [source, target] = await Promise.all([mariadb('a'), mysql('b')]);
    const { schema } = await freshGround(mariadb, 'mariadb');
    dropAfterwards(target, schema);
    for (const name of ['one', 'two']) {
      await source.query(`CREATE TABLE ${schema}.${name} (a UUID PRIMARY KEY, b INET6) ENGINE=InnoDB`);
    }
    const assessed = await assess({ source, target, schema });
    expect(assessed.failed).toEqual([]);
    expect(assessed.of('settings').findings.map(({ kind, level }) => [kind, level])).toEqual([
      ['settings-differ', 'noted'],
    ]);
    const said = assessed.of('definitions').findings;
    expect(said.map(({ kind, subjects }) => [kind, subjects])).toEqual(
      expect.arrayContaining([['issue', [`${schema}.one`, `${schema}.two`]]]),
    );
    const run = await copy({ source, target, schema, rules: [selection(schema, '%')] });
    expect(run.outcome).toBe('done');
    const details = said.flatMap((one) => (one.kind === 'issue' ? [one.facts.issue.detail] : []));
    expect(run.issues.map(({ detail }) => detail)).toEqual(expect.arrayContaining(details));
  });
});
