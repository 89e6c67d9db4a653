import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { dirname } from 'node:path';
import type { Result } from './result.ts';

/** A result with the machine that it was measured on. */
export interface Kept extends Result {
  readonly machine: {
    readonly date: string;
    readonly node: string;
    readonly processor: string;
    readonly cores: number;
    /** Mean number of running tasks in the minute before: above the harness's own one or two, others were working. */
    readonly load: number;
  };
}

/** Writes the results into the file, in the order of `keys`; what was measured before under other keys of these stays. */
export function keepResults(file: string, results: readonly Result[], keys: readonly string[]): void {
  const before = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, Kept>) : {};
  const machine = {
    date: new Date().toISOString().slice(0, 10),
    node: process.version,
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    load: Number((loadavg()[0] ?? 0).toFixed(1)),
  };
  const all = { ...before, ...Object.fromEntries(results.map((result) => [result.key, { ...result, machine }])) };
  const kept = Object.fromEntries(keys.flatMap((key) => (all[key] ? [[key, all[key]]] : [])));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(kept, null, 2)}\n`);
}
