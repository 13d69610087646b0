/** Memory that is given back at once, where much of it passes through and the collector would wait. */

/**
 * Frees the memory under a buffer that nobody looks at any more: all of it, so its other parts too. The
 * collector lets tens of megabytes gather before it looks. Small buffers may lie in the pool that all of Node
 * shares, and stay.
 */
export function releaseMemory({ buffer }: Buffer): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength > Buffer.poolSize) buffer.transfer(0);
}
