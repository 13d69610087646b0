/** Questions and answers between processes of one user: a line of JSON each, on a socket in a private folder. */
import { connect, createServer, type Server, type Socket } from 'node:net';

/** Who answers is on this machine, and looks into its memory. */
const ANSWER_MS = 10_000;

export interface LineServer {
  close(): void;
}

/** Answers each question on the socket by what `answer` says to it. */
export function serveLines(path: string, answer: (question: unknown) => unknown): Promise<LineServer> {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => {}).on('close', () => open.delete(socket));
    onLines(socket, (line) => void reply(socket, line, answer));
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => resolve({ close: () => closeAll(server, open) }));
  });
}

/** The answer to one question. @throws Error when nobody listens there, or what answers fails */
export function askOnSocket(path: string, question: object): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const socket = connect(path);
    const timer = setTimeout(() => socket.destroy(new Error(`no answer on ${path}`)), ANSWER_MS);
    socket.once('error', reject);
    socket.once('close', () => {
      clearTimeout(timer);
      reject(new Error(`no answer on ${path}`));
    });
    onLines(socket, (line) => {
      const { answer, problem } = JSON.parse(line) as { answer?: unknown; problem?: string };
      if (problem === undefined) resolve(answer);
      else reject(new Error(problem));
      socket.destroy();
    });
    socket.write(`${JSON.stringify(question)}\n`);
  });
}

async function reply(socket: Socket, line: string, answer: (question: unknown) => unknown): Promise<void> {
  let said: object;
  try {
    said = { answer: await answer(JSON.parse(line)) };
  } catch (error) {
    said = { problem: (error as Error).message };
  }
  if (!socket.destroyed) socket.write(`${JSON.stringify(said)}\n`);
}

function onLines(socket: Socket, onLine: (line: string) => void): void {
  let unfinished = '';
  socket.setEncoding('utf8').on('data', (text: string) => {
    const lines = (unfinished + text).split('\n');
    unfinished = lines.pop()!;
    for (const line of lines) onLine(line);
  });
}

function closeAll(server: Server, open: ReadonlySet<Socket>): void {
  for (const socket of open) socket.destroy();
  server.close();
}
