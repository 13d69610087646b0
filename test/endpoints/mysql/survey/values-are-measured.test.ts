/** How long values are: exact where that is quick, a sample where not, and never longer than there is time. */
import { beforeAll, expect, test } from 'vitest';
import { passwordOnly, type SourceEndpoint } from '../../../../src/endpoints/contract.ts';
import { openSource } from '../../../../src/endpoints/registry.ts';
import type { ValueAnswer, ValueQuestion } from '../../../../src/endpoints/survey-contract.ts';
import { lobQuestions } from '../../../../src/engine/assess/lob-questions.ts';
import { planTask } from '../../../../src/engine/plan/plan-task.ts';
import { selection, taskOf } from '../../../engine/copying.ts';
import { connect, describeProducts, freshSchema, type TestServer } from '../../../support/servers.ts';
import { eventually } from '../../../support/waiting.ts';

const SMALL = 90;
const LONG = 30_000;
const ENOUGH_MS = 20_000;
const goesOn = new AbortController().signal;

describeProducts('large values of a source', (server) => {
  let source: TestServer;
  let schema: string;
  beforeAll(async () => {
    source = await server('a');
    schema = await freshSchema(source, 'values');
    const connection = await connect(source);
    for (let table = 0; table < SMALL; table++) {
      await connection.query(
        `CREATE TABLE ${schema}.small${table} (id INT PRIMARY KEY, a TEXT ${table % 2 === 0 ? ', b LONGBLOB' : ''}) ENGINE=InnoDB`,
      );
      if (table % 3 > 0) {
        await connection.query(
          `INSERT INTO ${schema}.small${table} (id, a) VALUES (1, REPEAT('x', ${table})), (2, NULL)`,
        );
      }
    }
    // Some 25 MB, the longest values at both ends.
    for (const [name, key] of [
      ['numbered', 'PRIMARY KEY (id)'],
      ['named', 'PRIMARY KEY (name, id)'],
      ['keyless', 'KEY (name)'],
    ]) {
      await connection.query(
        `CREATE TABLE ${schema}.${name} (id INT NOT NULL, name VARCHAR(20) NOT NULL, a TEXT, ${key}) ENGINE=InnoDB CHARACTER SET latin1`,
      );
      await connection.query(`INSERT INTO ${schema}.${name} VALUES (1, '00001', REPEAT('x', 2000))`);
      for (let rows = 1; rows < 8_192; rows *= 2) {
        await connection.query(
          `INSERT INTO ${schema}.${name} SELECT id + ${rows}, LPAD(id + ${rows}, 5, '0'), a FROM ${schema}.${name}`,
        );
      }
      await connection.query(`UPDATE ${schema}.${name} SET a = REPEAT('x', ${LONG}) WHERE id IN (1, 8192)`);
      await connection.query(`ANALYZE TABLE ${schema}.${name}`);
    }
    await connection.query(`CREATE VIEW ${schema}.seen AS SELECT id, a FROM ${schema}.numbered`);
    await connection.end();
  });

  async function withSurvey<Result>(
    pattern: string,
    limit: object | null,
    work: (endpoint: SourceEndpoint, questions: ValueQuestion[]) => Promise<Result>,
    more: object = {},
  ): Promise<Result> {
    const rules = [
      selection(schema, pattern, {
        'object-locator': { 'schema-name': schema, 'table-name': pattern, 'table-type': 'all' },
        ...more,
      }),
    ];
    const task = taskOf({ source, target: 'file:///nowhere', rules, ...(limit && { taskSettings: limit }) });
    const endpoint = await openSource(task.source, passwordOnly(source.password), goesOn);
    try {
      const target = {
        text: 'stored',
        namesAreCaseSensitive: true,
        ownerOf: () => null,
        identity: { serverId: '', address: '' },
      } as const;
      const { plans, tooLarge } = await planTask(task, endpoint, target, goesOn);
      return await work(endpoint, lobQuestions(plans, tooLarge));
    } finally {
      await endpoint.close();
    }
  }

  async function answers(
    endpoint: SourceEndpoint,
    questions: readonly ValueQuestion[],
    limitMs: number,
    signal = goesOn,
  ): Promise<Map<string, ValueAnswer>> {
    const survey = await endpoint.survey(signal);
    try {
      const found = new Map<string, ValueAnswer>();
      for await (const answer of survey.values(questions, limitMs, signal)) {
        found.set(answer.table.source.name.table, answer);
      }
      return found;
    } finally {
      await survey.close();
    }
  }

  const limited = { TargetMetadata: { LimitedSizeLobMode: true, LobMaxSize: 1 } };

  test('are all looked at in small tables, many tables at once', async () => {
    const found = await withSurvey('small%', null, (endpoint, questions) =>
      answers(endpoint, questions, ENOUGH_MS),
    );
    expect(found.size).toBe(SMALL);
    for (let table = 0; table < SMALL; table++) {
      const isFilled = table % 3 > 0;
      expect([table, found.get(`small${table}`)]).toEqual([
        table,
        expect.objectContaining({
          rows: isFilled ? 2 : 0,
          whole: true,
          columns: [
            { longestBytes: isFilled ? table : 0, counted: isFilled ? 1 : 0 },
            ...(table % 2 === 0 ? [{ longestBytes: 0, counted: 0 }] : []),
          ],
        }),
      ]);
    }
  });

  test('are counted against the limit of their column, and by the filters of their table', async () => {
    const look = (endpoint: SourceEndpoint, questions: ValueQuestion[]) =>
      answers(endpoint, questions, ENOUGH_MS);
    const all = await withSurvey('numbered', limited, look);
    expect(all.get('numbered')).toMatchObject({
      rows: 8_192,
      whole: true,
      columns: [{ longestBytes: LONG, counted: 8_192 }],
    });
    const filters = [
      {
        'filter-type': 'source',
        'column-name': 'id',
        'filter-conditions': [{ 'filter-operator': 'between', 'start-value': '2', 'end-value': '11' }],
      },
    ];
    const some = await withSurvey('numbered', limited, look, { filters });
    expect(some.get('numbered')).toMatchObject({
      rows: 10,
      whole: true,
      columns: [{ longestBytes: 2_000, counted: 10 }],
    });
  });

  test.each([
    ['numbered', LONG],
    ['named', LONG],
    ['keyless', LONG],
    ['seen', LONG],
  ])('are sampled in %s where all of them would take too long', async (name, longest) => {
    // Less than it takes to read them all, by what a server surely reads in a millisecond. A busy machine may
    // not come to read any.
    const answer = await eventually(async () => {
      const found = await withSurvey(name, limited, (endpoint, questions) =>
        answers(endpoint, questions, 120),
      );
      expect(found.has(name)).toBe(true);
      return found.get(name)!;
    });
    expect(answer.whole).toBe(false);
    expect(answer.rows).toBeGreaterThanOrEqual(100);
    expect(answer.rows).toBeLessThan(8_192);
    expect(answer.columns).toEqual([{ longestBytes: longest, counted: answer.rows }]);
  });

  test('of a locked table keep nobody from looking at the others', async () => {
    const locker = await connect(source);
    try {
      const [names, found, ms] = await withSurvey('small%', null, async (endpoint, questions) => {
        await locker.query(`LOCK TABLES ${schema}.small1 WRITE`);
        const begun = performance.now();
        const seen = await answers(endpoint, questions, 2_000);
        return [
          questions.map(({ table }) => table.source.name.table),
          seen,
          performance.now() - begun,
        ] as const;
      });
      expect(names.filter((name) => !found.has(name))).toEqual(['small1']);
      expect(ms).toBeLessThan(6_000);
    } finally {
      await locker.end();
    }
  });

  test('are no longer looked at when that is called off, on the server neither', async () => {
    await withSurvey('numbered', null, async (endpoint, questions) => {
      const locker = await connect(source);
      try {
        await locker.query(`LOCK TABLES ${schema}.numbered WRITE`);
        const stop = new AbortController();
        const looking = answers(endpoint, questions, ENOUGH_MS, stop.signal);
        const waiting = async () => {
          const rows = await source.query(
            `SELECT COUNT(*) AS n FROM information_schema.PROCESSLIST WHERE INFO LIKE '%OCTET_LENGTH%' AND INFO LIKE '%${schema}%' AND ID <> CONNECTION_ID()`,
          );
          return Number(rows[0]!.n);
        };
        await eventually(async () => expect(await waiting()).toBe(1));
        stop.abort(new Error('enough'));
        await expect(looking).rejects.toThrow('enough');
        await eventually(async () => expect(await waiting()).toBe(0));
      } finally {
        await locker.end();
      }
    });
  });
});
