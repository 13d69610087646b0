/** A load holds one piece beside the one that is made, also where the server takes each at once. */
import { expect, test } from 'vitest';
import { InfileFeed } from '../../../src/endpoints/mysql/load-data.ts';
import { describeProducts, freshSchema } from '../../support/servers.ts';
import { openSession } from '../../support/sessions.ts';

const PIECE_BYTES = 256 * 1024;
const PIECES = 200;

describeProducts('pieces of a load', (server) => {
  test('do not gather, however many are sent without a rest', async () => {
    const mine = await server('b');
    const schema = await freshSchema(mine, 'pieces');
    await mine.query(`CREATE TABLE ${schema}.t (v LONGBLOB) ENGINE=InnoDB`);
    const session = await openSession(mine);
    const feed = new InfileFeed(
      session,
      `LOAD DATA LOCAL INFILE 'x' INTO TABLE ${schema}.t CHARACTER SET binary`,
    );
    const piece = Buffer.alloc(PIECE_BYTES, 0x41);
    const before = process.memoryUsage().arrayBuffers;
    let most = 0;
    for (let sent = 0; sent < PIECES; sent++) {
      await feed.send(piece);
      most = Math.max(most, process.memoryUsage().arrayBuffers - before);
    }
    expect((await feed.finish()).stored).toBe(1);
    // All of them are 50 MB.
    expect(most).toBeLessThan(8 * PIECE_BYTES);
  });
});
