import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const HOOK = new URL('./peak-memory.mjs', import.meta.url).href;

/** Runs a program of this Node to its end: how long it took, and its peak memory. Throws when it fails. */
export function runMeasured(argv, scratch) {
  const file = join(scratch, 'peak-memory');
  const from = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ['--import', HOOK, ...argv], {
    encoding: 'utf8',
    env: { ...process.env, PEAK_MEMORY_FILE: file },
    maxBuffer: 1 << 28,
  });
  const milliseconds = performance.now() - from;
  if (status !== 0) throw new Error(`${argv.join(' ')} ended with ${status}: ${stderr}`);
  return { milliseconds, peakMiB: Number(readFileSync(file, 'utf8')) / 1024 };
}

export const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
