/**
 * Rows of unusual size: how many of them may be in memory at once, over all lanes, and the buffers they use
 * one after the other. Without this each lane could hold one, and memory would be lanes times the largest value.
 */
import { giveBackSpare, releaseMemory } from '../release-memory.ts';

/** Rows up to this size need no leave: even eight lanes hold little of them. */
export const LARGE_ROW_BYTES = 4 * 1024 * 1024;
/** A row from here on is a good part of all the memory there is. */
const HUGE_ROW_BYTES = 16 * 1024 * 1024;
/** Together large rows take this much; a single one takes what it needs. */
const ROOM_BYTES = 32 * 1024 * 1024;

let taken = 0;
const waiting: { readonly bytes: number; readonly enter: () => void }[] = [];

/** Room for one row, to be given back once. */
export interface LargeRoom {
  giveBack(): void;
}

/** Null when there is no room at the moment, or others wait for it. */
export function tryLargeRoom(bytes: number): LargeRoom | null {
  return waiting.length === 0 && fits(bytes) ? take(bytes) : null;
}

/** In the order of asking. Whoever waits must hold nothing that the others need to go on. */
export async function largeRoom(bytes: number): Promise<LargeRoom> {
  const room = tryLargeRoom(bytes);
  if (room) return room;
  return await new Promise((resolve) => {
    waiting.push({ bytes, enter: () => resolve(take(bytes)) });
  });
}

function fits(bytes: number): boolean {
  return taken === 0 || taken + bytes <= ROOM_BYTES;
}

function take(bytes: number): LargeRoom {
  taken += bytes;
  let held = true;
  return {
    giveBack() {
      if (!held) return;
      held = false;
      taken -= bytes;
      while (waiting.length > 0 && fits(waiting[0]!.bytes)) waiting.shift()!.enter();
    },
  };
}

/** Results being read: each may ask for a large buffer. */
let results = 0;

export function beginResult(): void {
  results++;
}

/** After the last one nobody needs the buffers; the collector would leave them for a while. */
export function endResult(): void {
  results--;
  if (results > 0) return;
  for (const spare of spares) {
    const buffer = spare.deref();
    if (buffer) releaseMemory(buffer);
  }
  spares = [];
}

/** Buffers given back. They are held weakly: tables without large rows must not pay for the one before. */
let spares: WeakRef<Buffer>[] = [];

/** At least so many bytes, with anything in them. */
export function takeLargeBuffer(bytes: number): Buffer {
  const kept = spares.flatMap((spare) => spare.deref() ?? []);
  const fitting = kept.find((buffer) => buffer.length >= bytes);
  // Those too small are forgotten: the next rows will hardly be smaller than this one.
  spares = kept
    .filter((buffer) => buffer !== fitting && buffer.length >= bytes)
    .map((buffer) => new WeakRef(buffer));
  if (fitting) return fitting;
  if (bytes > HUGE_ROW_BYTES) giveBackSpare();
  return Buffer.allocUnsafeSlow(bytes);
}

/** A new buffer for each row would leave as much garbage as there are large objects before any is collected. */
export function giveLargeBuffer(buffer: Buffer): void {
  spares.push(new WeakRef(buffer));
}
