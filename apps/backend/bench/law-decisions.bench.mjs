// law.decisions: decisions a second with their full trace, inside the sandbox of a kernel on disk, beside two rule
// engines of npm. Every answer is checked before anything is timed; rounds of all engines are interleaved.
//
//   npx nx run-many -t componentize && node --conditions=@esta-logic/source apps/backend/bench/law-decisions.bench.mjs
//
// The peers are installed into a temporary folder, never into the workspace. ESTA_PEERS names a folder that has them.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
// eslint-disable-next-line boundaries/dependencies -- what a reader of decision tables does with them is measured too
import { caseTable, expandDecisions } from '@esta-logic/compliance-rules';
import { addDays, parseRational, toDecimal } from '@esta-logic/shared-types';
import { openDeployment } from '../src/index.ts';
import { cases, expected, jsonRules, zen } from './peers.mjs';
import { rounds, summary } from './rounds.mjs';

const PEERS = { '@gorules/zen-engine': '0.54.0', 'json-rules-engine': '7.3.1' };
const IN_FLIGHT = 200;

const dayOf = (epochDay) => addDays('1970-01-01', epochDay);
const policy = { method: 'accrual', waitingDays: 120, benefitYear: { type: 'anniversary' } };

/** The last day before any request: the hours of everybody are known up to then. */
const KNOWN_ON = dayOf(Math.min(...cases.map(({ day }) => day)) - 1);

/** The same decision in the form of the question `usable`; the size is stated, hours come from events. */
const givens = cases.map(({ hoursWorked, size, used, requested, hireDay, day }) => ({
  employer: { size },
  policy,
  employee: { hireDate: dayOf(hireDay) },
  events: [
    { type: 'work', date: KNOWN_ON, hours: hoursWorked },
    { type: 'use', date: KNOWN_ON, hours: used },
  ],
  request: { date: dayOf(day), hours: requested },
}));

/** And as rows of a table, which are laid out in columns each time. */
const FACTS = [
  'employer.size',
  'employee.hireDate',
  'events.0.hours',
  'events.1.hours',
  'request.date',
  'request.hours',
];
const shared = {
  policy,
  events: [
    { type: 'work', date: KNOWN_ON },
    { type: 'use', date: KNOWN_ON },
  ],
};
const rows = givens.map(({ employer, employee, events: [work, use], request }) => [
  employer.size,
  employee.hireDate,
  work.hours,
  use.hours,
  request.date,
  request.hours,
]);

const near = (a, b) => Math.abs(a - b) < 1e-9;
const granted = ({ result }) => Number(toDecimal(parseRational(result.grantHours), 12));

/** Throws where an answer is not the one that hundred-and-eightieths of hours give. */
export function check(name, answers) {
  const wrong = cases.findIndex((each, index) => !near(answers[index], expected(each)));
  if (wrong >= 0) throw new Error(`${name} answers ${answers[wrong]} to case ${wrong}, not ${expected(cases[wrong])}`);
}

/** Decides all cases one after the other. */
const oneByOne = (decideOne) => async () => {
  const answers = [];
  for (const each of cases) answers.push(await decideOne(each));
  return answers;
};

/** Decides all cases, always so many of them in flight. */
const together = (decideOne) => async () => {
  const answers = [];
  for (let from = 0; from < cases.length; from += IN_FLIGHT)
    answers.push(...(await Promise.all(cases.slice(from, from + IN_FLIGHT).map(decideOne))));
  return answers;
};

function peersFolder() {
  if (process.env.ESTA_PEERS !== undefined) return { folder: process.env.ESTA_PEERS, done: () => undefined };
  const folder = mkdtempSync(join(tmpdir(), 'law-peers-'));
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  const wanted = Object.entries(PEERS).map(([name, version]) => `${name}@${version}`);
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--silent', ...wanted], { cwd: folder, stdio: 'inherit' });
  return { folder, done: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The peers that are installed in `folder`, each deciding all cases. */
export function peers(folder) {
  const load = createRequire(join(folder, 'package.json'));
  const decideZen = zen(load('@gorules/zen-engine'));
  const decideJson = jsonRules(load('json-rules-engine'));
  return {
    'zen-engine with trace, one by one': oneByOne(decideZen),
    'zen-engine with trace, 200 in flight': together(decideZen),
    'json-rules-engine with trace, one by one': oneByOne(decideJson),
  };
}

/** A kernel on disk with the services, and ways to decide all cases through it; `observe` sees the kernel's events. */
export async function sandbox(observe) {
  const dataDir = mkdtempSync(join(tmpdir(), 'law-bench-'));
  const { kernel, close } = await openDeployment({ dataDir, ...(observe === undefined ? {} : { observe }) });
  const ask = async (opcode, payload) => {
    const reply = await kernel.send({ type: 'Query', target: 'compliance-engine', opcode, payload });
    if (!reply.ok) throw new Error(reply.error.message);
    return reply.payload;
  };
  const one = (given) => ask('compliance.decide', { question: 'usable', given });
  const many = async () => {
    const answers = [];
    for (let from = 0; from < givens.length; from += IN_FLIGHT) {
      const asked = { question: 'usable', shared: {}, cases: givens.slice(from, from + IN_FLIGHT) };
      answers.push(...(await ask('compliance.decide-many', asked)).decisions);
    }
    return answers;
  };
  const few = givens.slice(0, IN_FLIGHT);
  const ways = {
    'sandbox: compliance.decide-table, spelled out': async () =>
      expandDecisions(await ask('compliance.decide-table', { question: 'usable', ...caseTable(shared, FACTS, rows) })),
    'sandbox: compliance.decide-many, 200 a message': many,
    'sandbox: compliance.decide, 200 in flight': () => Promise.all(few.map(one)),
  };
  const done = async () => {
    await close();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { ways, done };
}

/** Every way of the sandbox gives the very same decisions, with the same trace. */
export async function checkSandbox(ways) {
  const [spelledOut, many, single] = await Promise.all(Object.values(ways).map((way) => way()));
  check('decide-table', spelledOut.map(granted));
  for (const [index, decision] of many.entries())
    if (JSON.stringify(decision) !== JSON.stringify(spelledOut[index])) throw new Error(`case ${index} differs`);
  for (const [index, decision] of single.entries())
    if (JSON.stringify(decision) !== JSON.stringify(spelledOut[index])) throw new Error(`case ${index} differs`);
}

/**
 * Decisions a second with full trace: the sandbox's tables, spelled out on the host to the objects that single decisions
 * are, and beside them the other ways of the sandbox and the peers. `rounds` interleaved rounds of `milliseconds` each.
 */
export async function run({ rounds: count = 7, milliseconds = 400, progress = () => undefined } = {}) {
  const { folder, done } = peersFolder();
  const { ways, done: shut } = await sandbox();
  try {
    await checkSandbox(ways);
    const others = peers(folder);
    for (const [name, way] of Object.entries(others)) check(name, await way());
    const rates = await rounds({ ...ways, ...others }, { count, milliseconds, progress });
    const by = (unit) => Object.entries(rates).map(([name, pairs]) => [name, summary(pairs.map((pair) => pair[unit]))]);
    const [[measured, found], ...beside] = by('perSecond');
    const medians = (list) => Object.fromEntries(list.map(([name, { median }]) => [name, median]));
    return { unit: 'decisions/s', ...found, beside: medians(beside), measured, ofCpu: medians(by('perCpuSecond')) };
  } finally {
    await shut();
    done();
  }
}

if (import.meta.main) {
  const { measured, median, min, max, beside, ofCpu } = await run({ progress: (line) => console.error(line) });
  const show = (value) => value.toLocaleString('en-US').padStart(9);
  console.log(`${measured}: ${show(min).trim()} to ${show(max).trim()} decisions/s; medians:`);
  for (const [name, perSecond] of Object.entries({ [measured]: median, ...beside })) {
    const ratios = `${(median / perSecond).toFixed(1)} and ${(ofCpu[measured] / ofCpu[name]).toFixed(1)} times as slow`;
    console.log(`${show(perSecond)}/s ${show(ofCpu[name])}/s of CPU  ${name} (${ratios})`);
  }
}
