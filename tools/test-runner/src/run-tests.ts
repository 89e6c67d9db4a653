import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { forgetReport, readReport, testPackages } from './test-packages.ts';
import { addTallies, lastLine, tallyOf } from './vitest-report.ts';

const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));
const list = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder) : []);
const folders = testPackages(root, list);

console.log(`Testing ${folders.length} packages; what did not change comes from the cache.`);
for (const folder of folders) forgetReport(root, folder);
const nx = join(root, 'node_modules/nx/dist/bin/nx.js');
const args = [nx, 'run-many', '-t', 'test', '--output-style=static', ...process.argv.slice(2)];
const run = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });

const tallies = folders.map((folder) => tallyOf(folder, readReport(root, folder)));
const reported = addTallies(tallies);
const silent = run.status !== 0 && reported.failed === 0;
const unexplained = 'a run failed although its tests passed; see the output above';
const total = silent ? addTallies([reported, { passed: 0, failed: 1, skipped: 0, failures: [unexplained] }]) : reported;

if (total.failures.length > 0) console.log(`\nFailed:\n${total.failures.map((line) => `  ${line}`).join('\n')}`);
console.log(`\n${lastLine(total)}`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
