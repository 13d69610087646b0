/** Results come as they are done; one failure stops no other check; an assessment ends when it is told to. */
import { beforeAll, expect, test } from 'vitest';
import { assessTask } from '../../../src/engine/assess/assess-task.ts';
import { previewTask } from '../../../src/engine/assess/preview-task.ts';
import { CHECKS, type CheckId } from '../../../src/model/assessment.ts';
import { connect, describeProducts, type TestServer } from '../../support/servers.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { eventually } from '../../support/waiting.ts';
import { assess, freshGround, type Ground, preview, requestOf } from './assessing.ts';

/** A port that nobody listens on. */
const NOBODY = 'mysql://root@127.0.0.1:1/';

describeProducts('an assessment', (server, product) => {
  let ground: Ground;
  beforeAll(async () => {
    ground = await freshGround(server, product);
    const { source, schema } = ground;
    await source.query(`CREATE TABLE ${schema}.t (a INT PRIMARY KEY, b TEXT) ENGINE=InnoDB`);
  });

  const gone = (side: TestServer): TestServer => ({ ...side, url: () => NOBODY });

  test('of a target that is not there still looks at the source', async () => {
    const { source, target, schema } = ground;
    const assessed = await assess({ source, target: gone(target), schema });
    expect(assessed.of('target')).toMatchObject({
      result: 'failed',
      found: null,
      findings: [{ kind: 'error', facts: { error: { kind: 'connect.unreachable' } } }],
    });
    expect(assessed.failed).toEqual(['target']);
    const passed = assessed.results.filter(({ result }) => result === 'passed').map(({ check }) => check);
    expect(passed.toSorted()).toEqual(
      ['source', 'documents', 'selection', 'source-rights', 'moment', 'large-values'].toSorted(),
    );
    for (const one of assessed.results.filter(({ result }) => result === 'untested')) {
      expect([one.check, one.waitsFor]).toEqual([one.check, 'target']);
    }
  });

  test('of a source that is not there still looks at the target', async () => {
    const { source, target, schema } = ground;
    const assessed = await assess({ source: gone(source), target, schema });
    expect(assessed.failed).toEqual(['source']);
    expect(assessed.of('target')).toMatchObject({ result: 'passed', found: { address: expect.any(String) } });
    expect(assessed.untested).toHaveLength(CHECKS.length - 2);
  });

  test('of a bad folder looks at everything else', async () => {
    const { source, schema } = ground;
    const assessed = await assess({ source, target: 'file:///proc/version/out', schema });
    expect(assessed.failed.length).toBeGreaterThan(0);
    expect(assessed.findings).toMatchObject([{ kind: 'error', facts: { error: { kind: 'folder.failed' } } }]);
    const passed = assessed.results.filter(({ result }) => result === 'passed').map(({ check }) => check);
    expect(passed).toEqual(expect.arrayContaining(['source', 'documents']));
  });

  test('tells of another run of the same task on the target', async () => {
    const { source, target, schema } = ground;
    const request = requestOf({ source, target, schema, task: 'held' });
    const first = assessTask(request, new AbortController().signal);
    // Holds the task until it is left.
    const seen: CheckId[] = [];
    while (!seen.includes('target')) seen.push((await first.next()).value!.check);
    const second = await assess({ source, target, schema, task: 'held' });
    expect(second.of('target')).toMatchObject({
      result: 'failed',
      findings: [
        { kind: 'error', facts: { error: { kind: 'target.busy' } }, fix: expect.stringMatching(/^KILL/) },
      ],
    });
    await first.return();
    expect((await assess({ source, target, schema, task: 'held' })).failed).toEqual([]);
  });

  test('gives results while others are still waited for, and ends at once when it is aborted', async () => {
    const { source, target, schema } = ground;
    const name = `${schema}.locked`;
    await source.query(`CREATE TABLE ${name} (a INT PRIMARY KEY, b TEXT) ENGINE=InnoDB`);
    const locker = await connect(source);
    try {
      await locker.query(`LOCK TABLES ${name} WRITE`);
      const stop = new AbortController();
      const seen: CheckId[] = [];
      const working = (async () => {
        for await (const { check } of assessTask(requestOf({ source, target, schema }), stop.signal)) {
          seen.push(check);
        }
      })();
      await eventually(() => expect(seen).toContain('target'));
      // The rest waits for the table's columns to be looked at.
      expect(seen).not.toContain('selection');
      const begun = performance.now();
      stop.abort(new Error('enough'));
      await expect(working).rejects.toThrow('enough');
      expect(performance.now() - begun).toBeLessThan(4_000);
    } finally {
      await locker.end();
      await source.query(`DROP TABLE ${name}`);
    }
  });

  test('leaves no connection behind, however it ends', async () => {
    const { source, target, schema } = ground;
    const open = async (side: TestServer) => {
      const rows = await side.query(
        `SELECT COUNT(*) AS n FROM information_schema.PROCESSLIST WHERE USER = 'assessor'`,
      );
      return Number(rows[0]!.n);
    };
    const sides: TestServer[] = [];
    for (const side of [source, target]) {
      await side.query("CREATE USER IF NOT EXISTS assessor@127.0.0.1 IDENTIFIED BY 'p4ss-assessor'");
      await side.query('GRANT ALL ON *.* TO assessor@127.0.0.1');
      const url = () => `mysql://assessor@127.0.0.1:${side.port}/`;
      sides.push({
        ...side,
        query: (sql, values) => side.query(sql, values),
        url,
        password: 'p4ss-assessor',
      });
    }
    try {
      const request = requestOf({ source: sides[0]!, target: sides[1]!, schema });
      for await (const _ of assessTask(request, new AbortController().signal));
      for await (const _ of assessTask(request, new AbortController().signal)) break;
      const stop = new AbortController();
      const seeing = previewTask(request, stop.signal);
      stop.abort(new Error('enough'));
      await expect(seeing).rejects.toThrow('enough');
      await eventually(async () => expect([await open(source), await open(target)]).toEqual([0, 0]));
    } finally {
      for (const side of [source, target]) await side.query('DROP USER assessor@127.0.0.1');
    }
  });

  test('is previewed only where there is something to see', async () => {
    const { source, target, schema } = ground;
    await expect(preview({ source: gone(source), target, schema })).rejects.toMatchObject({
      kind: 'connect.unreachable',
    });
    await expect(preview({ source, target, schema: 'nowhere_at_all' })).rejects.toMatchObject({
      kind: 'mapping.nothing',
    });
    const taskSettings = { ErrorBehavior: { FailOnNoTablesCaptured: false } };
    const nothing = await preview({ source, target, schema: 'nowhere_at_all', taskSettings });
    expect(nothing).toMatchObject({ tables: [], problems: [], total: { bytes: 0, chunks: 0 } });
    const folder = `file://${temporaryFolder()}`;
    expect((await preview({ source, target: folder, schema })).tables).toHaveLength(1);
  });
});
