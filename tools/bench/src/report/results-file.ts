import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { dirname } from 'node:path';
import type { Result } from './result.ts';

/** A result with the machine that it was measured on. */
interface Kept extends Result {
  readonly machine: {
    readonly date: string;
    readonly node: string;
    readonly processor: string;
    readonly cores: number;
    /** Mean number of running tasks in the minute before: above the harness's own one or two, others were working. */
    readonly load: number;
  };
}

/** Writes the results into the file by key; what was measured before under other keys stays. */
export function keepResults(file: string, results: readonly Result[]): void {
  const before = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, Kept>) : {};
  const machine = {
    date: new Date().toISOString().slice(0, 10),
    node: process.version,
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    load: Number((loadavg()[0] ?? 0).toFixed(1)),
  };
  const kept = { ...before, ...Object.fromEntries(results.map((result) => [result.key, { ...result, machine }])) };
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(kept, null, 2)}\n`);
}
