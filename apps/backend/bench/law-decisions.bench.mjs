// law.decisions: decisions a second with their full trace, inside the sandbox of a kernel on disk, beside two rule
// engines of npm. Every answer is checked before anything is timed.
//
//   npx nx run-many -t componentize && node --conditions=@esta-logic/source apps/backend/bench/law-decisions.bench.mjs
//
// The peers are installed into a temporary folder, never into the workspace. ESTA_PEERS names a folder that has them.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDays, parseRational, toDecimal } from '@esta-logic/shared-types';
import { openDeployment } from '../src/index.ts';
import { cases, expected, jsonRules, zen } from './peers.mjs';

const PEERS = { '@gorules/zen-engine': '0.54.0', 'json-rules-engine': '7.3.1' };
const SECONDS = Number(process.env.ESTA_BENCH_SECONDS ?? 3);

const dayOf = (epochDay) => addDays('1970-01-01', epochDay);
const shared = {
  employer: { weeksWith11OrMore: {} },
  policy: { method: 'accrual', waitingDays: 120, benefitYear: { type: 'anniversary' } },
};

/** The same decision in the form of the question `usable`; sizes come from the weeks on record, hours from an event. */
const givens = cases.map(({ hoursWorked, size, used, requested, hireDay, day }) => ({
  employer: { size },
  employee: { hireDate: dayOf(hireDay) },
  events: [
    { type: 'work', date: dayOf(hireDay), hours: String(hoursWorked) },
    ...(used === 0 ? [] : [{ type: 'use', date: dayOf(hireDay), hours: String(used) }]),
  ],
  request: { date: dayOf(day), hours: String(requested) },
}));

function peersFolder() {
  if (process.env.ESTA_PEERS !== undefined) return { folder: process.env.ESTA_PEERS, done: () => undefined };
  const folder = mkdtempSync(join(tmpdir(), 'law-peers-'));
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  const wanted = Object.entries(PEERS).map(([name, version]) => `${name}@${version}`);
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--silent', ...wanted], { cwd: folder, stdio: 'inherit' });
  return { folder, done: () => rmSync(folder, { recursive: true, force: true }) };
}

const near = (a, b) => Math.abs(a - b) < 1e-9;
const granted = ({ result }) => Number(toDecimal(parseRational(result.grantHours), 12));

function check(name, answers) {
  const wrong = answers.findIndex((answer, index) => !near(answer, expected(cases[index])));
  if (wrong >= 0) throw new Error(`${name} answers ${answers[wrong]} to case ${wrong}, not ${expected(cases[wrong])}`);
}

/** Decisions a second of something that decides all cases: best of three spans after a warm-up. */
async function rate(all) {
  await all();
  let best = 0;
  for (let span = 0; span < 3; span++) {
    const start = performance.now();
    let decided = 0;
    while (performance.now() - start < (SECONDS * 1000) / 3) {
      await all();
      decided += cases.length;
    }
    best = Math.max(best, (decided * 1000) / (performance.now() - start));
  }
  return Math.round(best);
}

const oneByOne = (decideOne) => async () => {
  const answers = [];
  for (const each of cases) answers.push(await decideOne(each));
  return answers;
};
const together = (decideOne) => () => Promise.all(cases.map(decideOne));

async function measurePeers(rows) {
  const { folder, done } = peersFolder();
  const load = createRequire(join(folder, 'package.json'));
  for (const [name, decideOne] of [
    ['zen-engine with trace', zen(load('@gorules/zen-engine'))],
    ['json-rules-engine with trace', jsonRules(load('json-rules-engine'))],
  ]) {
    check(name, await oneByOne(decideOne)());
    rows.push({ engine: `${name}, one by one`, perSecond: await rate(oneByOne(decideOne)) });
    rows.push({ engine: `${name}, 200 in flight`, perSecond: await rate(together(decideOne)) });
  }
  done();
}

async function measureSandbox(rows) {
  const dataDir = mkdtempSync(join(tmpdir(), 'law-bench-'));
  const { kernel, close } = await openDeployment({ dataDir });
  const ask = async (opcode, payload) => {
    const reply = await kernel.send({ type: 'Query', target: 'compliance-engine', opcode, payload });
    if (!reply.ok) throw new Error(reply.error.message);
    return reply.payload;
  };
  const one = (index) => ask('compliance.decide', { question: 'usable', given: { ...shared, ...givens[index] } });
  const indexes = cases.map((_, index) => index);
  const many = async (batch) =>
    (await ask('compliance.decide-many', { question: 'usable', shared, cases: batch })).decisions;
  check('sandbox, one by one', (await Promise.all(indexes.map(one))).map(granted));
  check('sandbox, many', (await many(givens)).map(granted));
  const sequential = async () => {
    for (const index of indexes) await one(index);
  };
  rows.push({ engine: 'sandbox: compliance.decide, one by one', perSecond: await rate(sequential) });
  rows.push({
    engine: 'sandbox: compliance.decide, 200 in flight',
    perSecond: await rate(() => Promise.all(indexes.map(one))),
  });
  rows.push({ engine: 'sandbox: compliance.decide-many, 200 a message', perSecond: await rate(() => many(givens)) });
  await close();
  rmSync(dataDir, { recursive: true, force: true });
}

const rows = [];
await measureSandbox(rows);
await measurePeers(rows);
for (const { engine, perSecond } of rows)
  console.log(`${String(perSecond.toLocaleString('en-US')).padStart(12)} decisions/s  ${engine}`);
