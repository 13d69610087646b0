/** A target's user hears of everything that is missing for a load at once, with one GRANT for each schema. */
import { beforeAll, expect, test } from 'vitest';
import { describeProducts, freshSchema, type TestServer } from '../../../support/servers.ts';
import { accountOn, CONTROL_SCHEMA, follow, rightsOf } from './accounts.ts';

const CONTROL = `\`${CONTROL_SCHEMA.replaceAll('_', '\\_')}\``;
const LOAD = ['SELECT', 'INSERT', 'CREATE', 'ALTER', 'INDEX'];

describeProducts('a user of a target', (server, product) => {
  let target: TestServer;
  let schema: string;
  let pattern: string;
  beforeAll(async () => {
    target = await server('b');
    schema = await freshSchema(target, 'hop_rights');
    pattern = `\`${schema.replaceAll('_', '\\_')}\``;
  });

  const beyond = product === 'mysql' ? ['DROP', 'REFERENCES'] : ['DROP'];

  test('who may do everything is told nothing', async () => {
    const said = await rightsOf(
      { name: 'root', url: target.url(), password: target.password },
      'target',
      schema,
    );
    expect(said.issues).toEqual([]);
    expect(said.has).toEqual([`SELECT on ${schema}.*`, ...LOAD.slice(1), ...beyond]);
  });

  test('with all rights on one schema, and on the control schema, is told nothing', async () => {
    const account = await accountOn(target, `GRANT ALL ON ${pattern}.*`, `GRANT ALL ON ${CONTROL}.*`);
    expect(await rightsOf(account, 'target', schema)).toMatchObject({ issues: [], error: null });
    // Also by an address that names no schema: then it is said where it can load.
    expect(await rightsOf(account, 'target')).toMatchObject({
      issues: [],
      error: null,
      has: expect.arrayContaining([`SELECT on ${schema}.*`]),
    });
    expect((await rightsOf(account, 'target', 'elsewhere')).error).toMatchObject({
      facts: { right: LOAD.join(', '), on: 'elsewhere.*', user: account.name },
    });
  });

  test('without any right is given GRANTs that help', async () => {
    const account = await accountOn(target);
    const said = await rightsOf(account, 'target', schema);
    expect(said.error).toMatchObject({
      kind: 'rights.missing',
      facts: {
        right: LOAD.join(', '),
        on: `${schema}.*, and SELECT, INSERT, UPDATE, DELETE, CREATE on ${CONTROL_SCHEMA}.*`,
      },
    });
    expect(said.error!.fix!.split('\n')).toHaveLength(2);
    await follow(target, said);
    const after = await rightsOf(account, 'target', schema);
    expect(after.error).toBeNull();
    expect(after.issues.map(({ subject }) => subject)).toEqual(beyond);
    await follow(target, after);
    expect((await rightsOf(account, 'target', schema)).issues).toEqual([]);
  });

  test('who has some of the rights is asked for the others, where the most are there already', async () => {
    const account = await accountOn(
      target,
      `GRANT SELECT, INSERT, CREATE ON ${pattern}.*`,
      'GRANT SELECT ON other.*',
      `GRANT ALL ON ${CONTROL}.*`,
    );
    const { error } = await rightsOf(account, 'target');
    expect(error).toMatchObject({ facts: { right: 'ALTER, INDEX', on: `${schema}.*` } });
    expect(error!.fix).toMatch(
      new RegExp(`^GRANT ALTER, INDEX ON .* TO '${account.name.replace('@', "'@'")}';$`),
    );
  });

  test('who has nothing but the control schema can load nowhere', async () => {
    for (const control of [CONTROL, CONTROL_SCHEMA]) {
      const account = await accountOn(target, `GRANT ALL ON ${control}.*`);
      expect((await rightsOf(account, 'target')).error).toMatchObject({ facts: { on: '*.*' } });
    }
  });
});
