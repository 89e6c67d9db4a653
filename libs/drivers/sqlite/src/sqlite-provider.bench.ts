/** Writes per second by group size, reads and scanned rows per second, on one file of this machine's temporary directory. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqlite } from './sqlite-provider.ts';

const directory = mkdtempSync(join(tmpdir(), 'esta-sqlite-bench-'));
const provider = openSqlite({ file: join(directory, 'state.db') });
const value = 'x'.repeat(120);
const keyOf = (n: number): string => `s/default/time-service/shifts/${String(n).padStart(9, '0')}`;
let written = 0;

for (const [group, total] of [
  [1, 2000],
  [10, 20_000],
  [100, 100_000],
  [10_000, 300_000],
] as const) {
  const started = performance.now();
  for (let done = 0; done < total; done += group) {
    provider.commit(Array.from({ length: group }, () => ({ key: keyOf(written++), value })));
  }
  report(`writes in groups of ${group}`, total, started);
}

let started = performance.now();
for (let i = 0; i < 200_000; i++) provider.get(keyOf((i * 7919) % written));
report('reads of random keys', 200_000, started);
started = performance.now();
for (let i = 0; i < 200; i++) provider.scan({ from: keyOf(i * 1000), to: 's0', limit: 1000 });
report('rows scanned in pages of 1000', 200_000, started);

provider.close();
rmSync(directory, { recursive: true });

function report(what: string, count: number, since: number): void {
  console.log(`${what}: ${Math.round((count / (performance.now() - since)) * 1000)}/s`);
}
