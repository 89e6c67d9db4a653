import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { guestModules } from './guest-modules.ts';
import { makeTemplate } from './laboratory.ts';
import { readMeasured } from './measured-file.ts';
import { refusedModules } from './refused-modules.ts';
import { REPORT_FILE, refusalOf, reportOf } from './report.ts';
import { runCase } from './run-case.ts';
import { HOSTILE_CASES } from './hostile-cases.ts';

const template = await makeTemplate(await guestModules());
const observations = [];
for (const hostile of HOSTILE_CASES) observations.push(await runCase(template, hostile));
const refusals = (await refusedModules()).map(({ does, limit, error }) => refusalOf(does, limit, error));
rmSync(template, { recursive: true });
const report = reportOf(observations, refusals, readMeasured());

if (process.argv.includes('--check')) {
  const current = readFileSync(REPORT_FILE, 'utf8') === report;
  console.log(
    current
      ? 'The report is current.'
      : 'docs/hostile-guests.md is not what the kernel does: run "npm run report -w tools/hostile-guests".',
  );
  process.exitCode = current ? 0 : 1;
} else {
  writeFileSync(REPORT_FILE, report);
  console.log(report);
}
