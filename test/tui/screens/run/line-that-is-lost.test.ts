/** The line between the console and the process of a run is lost; the process goes on. */
import { rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { passwordOnly } from '../../../../src/endpoints/contract.ts';
import { readControl, writeControl } from '../../../../src/host/control/control-file.ts';
import { newSocketPlace } from '../../../../src/host/control/socket-place.ts';
import { runVisit } from '../../../../src/tui/screens/run/run.ts';
import type { SavedWorld } from '../../../host/support/saved-world.ts';
import { type Ground, makeGround, ROWS, slowWorld } from '../../../host/support/slow-world.ts';
import { joinEnds } from '../../../support/joined-sockets.ts';
import { openTerminal, type TestTerminal } from '../../../support/terminal/terminal.ts';

let ground: Ground;
beforeAll(async () => {
  ground = await makeGround();
});

/** Lies between those who attach from now on and the process, and can be cut. */
async function lineTo({ state, task }: SavedWorld) {
  const control = readControl(state, task)!;
  const place = newSocketPlace();
  const sockets = new Set<Socket>();
  const carry = (client: Socket) => {
    const upstream = connect(control.place);
    joinEnds(client, upstream, sockets);
    client.pipe(upstream).pipe(client);
  };
  let server: Server;
  const mend = () =>
    new Promise<void>((resolve) => {
      server = createServer(carry).listen(place, resolve);
    });
  const breakAll = () => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  await mend();
  writeControl(state, task, { ...control, place });
  onTestFinished(() => {
    breakAll();
    server.close();
    rmSync(place, { force: true });
  });
  return {
    breakAll,
    mend,
    /** Takes no new one either. */
    cut: () => {
      server.close();
      breakAll();
    },
  };
}

function show({ state, task }: SavedWorld): TestTerminal {
  const secrets = {
    source: passwordOnly(ground.source.password),
    target: passwordOnly(ground.target.password),
  };
  return openTerminal(runVisit({ stateFolder: state, taskId: task, secrets }), {
    stateFolder: state,
    columns: 100,
  });
}

/** By the key, so that there is time to look around; `` for as fast as it goes. */
async function limit(terminal: TestTerminal, megabytes: string, shown: string): Promise<void> {
  await terminal.press('r');
  await terminal.waitFor('At most, in MB/s');
  await terminal.press('ctrl+u');
  await terminal.type(megabytes);
  await terminal.press('enter');
  await terminal.waitFor(shown);
}

/** A slow run, the console that shows it, and the line between them. */
async function watched() {
  const world = await slowWorld(ground);
  await world.start();
  const line = await lineTo(world);
  const terminal = show(world);
  await terminal.waitFor(/rows\/s/);
  await limit(terminal, '0.4', 'at most 400 kB/s');
  return { world, line, terminal };
}

test.runIf(process.platform !== 'win32')(
  'the console attaches again by itself, shows the present at once, and steers on',
  async () => {
    const { line, terminal } = await watched();
    line.breakAll();
    await terminal.waitFor('The line to the run was lost; it goes on. Attaching again.');
    // What was known of it stays in sight.
    expect(terminal.screen()).toMatch(/rows\/s/);
    await terminal.waitForNo('The line to the run was lost');
    await terminal.press('-');
    await terminal.waitFor(/lanes 1 of \d/);
    expect(terminal.screen()).not.toContain('cut off');
    await limit(terminal, '', 'no limit');
    await terminal.waitFor(`✔ Done: ${ROWS.toLocaleString('en')} rows`);
  },
);

test.runIf(process.platform !== 'win32')(
  'a process that takes no connection is shown by its log, and steered as soon as it does',
  async () => {
    const { world, line, terminal } = await watched();
    line.cut();
    await terminal.waitFor('cannot be reached; it goes on, and its log is shown.');
    await terminal.press('-');
    await terminal.waitFor('cannot be reached just now');
    // Who comes now is shown the same.
    const other = show(world);
    await other.waitFor('cannot be reached; it goes on, and its log is shown.');
    await other.waitFor(/rows\/s/);
    await line.mend();
    await terminal.waitForNo('its log is shown');
    await terminal.press('p');
    await terminal.waitFor('⏸ Paused');
    await other.waitFor('⏸ Paused');
    await limit(terminal, '', 'no limit');
    await terminal.press('p');
    await terminal.waitFor(`✔ Done: ${ROWS.toLocaleString('en')} rows`);
  },
);
