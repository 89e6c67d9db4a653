import { openSync, readSync } from 'node:fs';
import { platform } from 'node:os';

/** Linux tells how long a thread could have run and another program had the processor: its second figure, in nanoseconds. */
const file = platform() === 'linux' ? openSync('/proc/thread-self/schedstat', 'r') : undefined;
const text = Buffer.alloc(128);
const NANOSECONDS = 1_000_000;

/** Milliseconds that this thread has stood in the processor's queue so far; 0 where the system does not tell. */
export function queuedMilliseconds(): number {
  if (file === undefined) return 0;
  const length = readSync(file, text, 0, text.length, 0);
  return Number(text.toString('latin1', 0, length).split(' ')[1]) / NANOSECONDS;
}
