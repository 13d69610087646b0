/** Memory that is given back at once, where much of it passes through and the collector would wait. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Frees the memory under a buffer that nobody looks at any more: all of it, so its other parts too. The
 * collector lets tens of megabytes gather before it looks. Small buffers may lie in the pool that all of Node
 * shares, and stay.
 */
export function releaseMemory({ buffer }: Buffer): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength > Buffer.poolSize) buffer.transfer(0);
}

let isTidy = false;

/**
 * Once a process: gives the system back what V8 keeps of the start, for objects to come. It is 11 MB of 100 where
 * an S3 client was loaded, and takes 40 ms. The flavour is the only one that makes the space for young objects
 * smaller; a V8 that does not know it collects as usual.
 */
export function giveBackSpare(): void {
  if (isTidy) return;
  isTidy = true;
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as (how: object) => void;
  collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}
