import { createConnection } from 'mysql2/promise';
import { expect, test } from 'vitest';
import { mariadb } from '../../support/servers.ts';
import { describeSsh, startSshd } from '../../support/sshd.ts';
import { eventually } from '../../support/waiting.ts';
import { never, open } from './support.ts';

describeSsh('a database behind a bastion', () => {
  test('answers through it as it does without, also with rows of many megabytes', async () => {
    const server = await mariadb('a');
    const bastion = await open((await startSshd()).address);
    const stream = await bastion.connect(server.host, server.port, never);
    const { user, password } = server;
    const connection = await createConnection({ stream, user, password });
    const [one] = await connection.query('SELECT 1 AS one');
    expect(one).toEqual([{ one: 1 }]);
    const [large] = await connection.query("SELECT REPEAT('x', 20000000) AS x UNION ALL SELECT 'end'");
    expect((large as { x: string }[]).map(({ x }) => x.length)).toEqual([20_000_000, 3]);
    await connection.end();
    await eventually(() => expect(stream.destroyed).toBe(true));
  });
});
