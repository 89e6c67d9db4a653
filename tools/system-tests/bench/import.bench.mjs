// `npm run bench:import [ROUNDS] [PEOPLE] [DAYS]`: `esta import` of a large employer's file beside a plain script that
// does the same sums, in turns, so that a busy machine is busy for both. Prints medians and ratios, and writes them to
// reports/import-bench.json. What the two come to is compared first.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AS_OF, EMPLOYER, makeTimesheet } from '../test/timesheet.ts';
import { median, runMeasured } from './run-measured.mjs';

const [rounds = 5, people = 500, days = 100] = process.argv.slice(2).map(Number);
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const ESTA = ['--conditions=@esta-logic/source', here('../../../apps/cli/bin/esta.js')];
const PLAIN = [here('./plain-sums.mjs')];

const scratch = mkdtempSync(join(tmpdir(), 'esta-bench-'));
const within = (name) => join(scratch, name);
try {
  const sheet = makeTimesheet(people, days);
  writeFileSync(within('hours.csv'), sheet.csv);
  writeFileSync(within('employer.json'), JSON.stringify(EMPLOYER));
  esta('employer', '--set', within('employer.json'), '--data', within('empty'));
  const figures = [];
  for (let round = 0; round < rounds; round++) {
    const data = within(`data-${round}`);
    cpSync(within('empty'), data, { recursive: true });
    const plain = runMeasured([...PLAIN, within('hours.csv'), within('plain.json')], scratch);
    const imported = runMeasured([...ESTA, 'import', within('hours.csv'), '--data', data, '--json'], scratch);
    const idle = runMeasured([...ESTA, 'modules', '--data', data, '--json'], scratch);
    if (round === 0) compare(data);
    rmSync(data, { recursive: true });
    figures.push({ plain, imported, idle });
    console.error(
      `round ${round + 1}: esta ${imported.milliseconds.toFixed(0)} ms, plain ${plain.milliseconds.toFixed(0)} ms`,
    );
  }
  report(sheet, figures);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function esta(...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...ESTA, ...args, '--json'], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(`esta ${args.join(' ')} ended with ${status}: ${stderr}`);
  return JSON.parse(stdout);
}

/** To the last rational, for every employee. */
function compare(data) {
  const ours = esta('balances', '--as-of', AS_OF, '--data', data).balances;
  const plain = JSON.parse(readFileSync(within('plain.json'), 'utf8'));
  if (ours.length !== plain.length)
    throw new Error(`esta has ${ours.length} employees and the plain script ${plain.length}.`);
  for (const [i, wanted] of plain.entries()) {
    for (const key of Object.keys(wanted)) {
      if (ours[i][key] !== wanted[key])
        throw new Error(`${key} of ${wanted.employee} is ${ours[i][key]}, and ${wanted[key]} by the plain script.`);
    }
  }
}

function report({ rows, employees }, figures) {
  const medianOf = (pick) => median(figures.map(pick));
  const milliseconds = {
    esta: medianOf((f) => f.imported.milliseconds),
    plain: medianOf((f) => f.plain.milliseconds),
    boot: medianOf((f) => f.idle.milliseconds),
  };
  const peakMiB = {
    esta: medianOf((f) => f.imported.peakMiB),
    plain: medianOf((f) => f.plain.peakMiB),
    boot: medianOf((f) => f.idle.peakMiB),
  };
  const result = {
    rows,
    employees,
    rounds: figures.length,
    node: process.version,
    cores: cpus().length,
    milliseconds,
    peakMiB,
    rowsPerSecond: { esta: (rows / milliseconds.esta) * 1000, plain: (rows / milliseconds.plain) * 1000 },
    // The ratio of each round, then the middle one: a slow moment of the machine weighs on both sides of it.
    ratio: {
      time: medianOf((f) => f.imported.milliseconds / f.plain.milliseconds),
      memory: medianOf((f) => f.imported.peakMiB / f.plain.peakMiB),
    },
    exact: true,
  };
  mkdirSync(here('../reports'), { recursive: true });
  writeFileSync(here('../reports/import-bench.json'), `${JSON.stringify(result, null, 2)}\n`);
  const line = (name, key) =>
    `${name.padEnd(12)} ${milliseconds[key].toFixed(0).padStart(7)} ms ${peakMiB[key].toFixed(0).padStart(6)} MiB peak`;
  console.log(
    `${rows} rows of ${employees} employees, medians of ${figures.length} rounds in turns; balances equal to the last rational`,
  );
  console.log(`${line('esta import', 'esta')}  ${result.rowsPerSecond.esta.toFixed(0)} rows/s`);
  console.log(`${line('plain script', 'plain')}  ${result.rowsPerSecond.plain.toFixed(0)} rows/s`);
  console.log(`${line('esta modules', 'boot')}  (a boot, and nothing else)`);
  console.log(`ratio: ${result.ratio.time.toFixed(1)} × the time, ${result.ratio.memory.toFixed(1)} × the memory`);
}
