// law.yearend: a year end over a whole company through the kernel on disk: preview and close, in pages, with growth.
//
//   npx nx run-many -t componentize && node --conditions=@esta-logic/source apps/backend/bench/law-yearend.bench.mjs 1000 10000
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDays } from '@esta-logic/shared-types';
import { openDeployment } from '../src/index.ts';
import { summary } from './rounds.mjs';

const WEEKS = 40;
const THROUGH = '2025-12-31';
/** Employees of one part of the company's hours. */
const PART = 500;

const idOf = (index) => `e${String(index).padStart(6, '0')}`;
/** One entry of hours a week, 35 to 44 of them, and a day of leave. */
const work = (index) =>
  Array.from({ length: WEEKS }, (_, week) => [addDays('2025-03-03', week * 7), String(35 + ((index + week) % 10))]);

async function company(kernel, employees, progress) {
  const send = async (type, target, opcode, payload) => {
    const reply = await kernel.send({ type, target, opcode, payload });
    if (!reply.ok) throw new Error(`${opcode}: ${reply.error.message}`);
    return reply.payload;
  };
  await send('Command', 'employee-service', 'employer.set', {
    employer: { size: 'large' },
    policy: { method: 'accrual', benefitYear: { type: 'calendar' } },
  });
  for (let from = 0; from < employees; from += PART) {
    const ids = Array.from({ length: Math.min(PART, employees - from) }, (_, index) => from + index);
    await send('Command', 'employee-service', 'employee.upsert', {
      employees: ids.map((index) => ({ id: idOf(index), hireDate: '2025-01-06' })),
    });
    const entries = ids.map((index) => ({ employee: idOf(index), work: work(index), use: [['2025-07-01', '8']] }));
    await send('Command', 'accrual-engine', 'accrual.hours.stage', { importId: `b${from}`, part: 0, entries });
    await send('Command', 'accrual-engine', 'accrual.hours.publish', { importId: `b${from}`, parts: 1 });
    progress(`hours of ${from + ids.length} of ${employees} employees`);
  }
  return send;
}

/** All pages of the year end, one message each: the lines, and the seconds that they took, by the clock and of CPU. */
async function pages(send, type, opcode, progress) {
  const start = performance.now();
  const before = process.cpuUsage();
  const lines = [];
  let asked = 0;
  for (let after, page = 1; ; page++) {
    const reply = await send(type, 'compliance-engine', opcode, {
      through: THROUGH,
      ...(after === undefined ? {} : { after }),
    });
    lines.push(...reply.lines);
    asked += reply.asked;
    after = reply.next;
    progress(`${opcode}: ${page} pages, ${asked} employees`);
    if (after !== undefined) continue;
    const { user, system } = process.cpuUsage(before);
    return { lines, seconds: (performance.now() - start) / 1000, cpuSeconds: (user + system) / 1e6 };
  }
}

/** Previews and closes the year of a company of that size, on a kernel of its own; throws when the two do not agree. */
export async function yearEnd(employees, { progress = () => undefined } = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), 'law-yearend-'));
  const { kernel, close } = await openDeployment({ dataDir });
  try {
    const send = await company(kernel, employees, progress);
    const preview = await pages(send, 'Query', 'compliance.yearend.preview', progress);
    const closed = await pages(send, 'Command', 'compliance.yearend.run', progress);
    const carried = ({ lines }) => JSON.stringify(lines.map((line) => [line.employee, line.carried]));
    if (closed.lines.length !== employees || carried(preview) !== carried(closed))
      throw new Error('the year end is not the same twice');
    return {
      previewSeconds: preview.seconds,
      closeSeconds: closed.seconds,
      previewCpuSeconds: preview.cpuSeconds,
      closeCpuSeconds: closed.cpuSeconds,
    };
  } finally {
    await close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/**
 * Seconds that closing the year of `employees` takes, and beside it the preview, the CPU of both, and with `growth` the
 * CPU of ten times as many employees by that of these: on a busy machine the clock tells of the neighbours too.
 */
export async function run({ employees = 10_000, rounds = 3, growth = false, progress = () => undefined } = {}) {
  const measured = [];
  for (let round = 0; round < rounds; round++) measured.push(await yearEnd(employees, { progress }));
  const of = (name) =>
    summary(
      measured.map((each) => each[name]),
      2,
    );
  const beside = {
    preview: of('previewSeconds').median,
    'CPU of the preview': of('previewCpuSeconds').median,
    'CPU of the close': of('closeCpuSeconds').median,
  };
  if (growth) {
    const { closeCpuSeconds } = await yearEnd(employees * 10, { progress });
    beside['CPU of ten times as many by that'] = closeCpuSeconds / of('closeCpuSeconds').median;
  }
  return { unit: 's', ...of('closeSeconds'), beside };
}

if (import.meta.main) {
  const sizes = process.argv.slice(2).map(Number);
  for (const employees of sizes.length > 0 ? sizes : [1000, 10_000]) {
    const found = await yearEnd(employees, { progress: (line) => console.error(line) });
    const show = (seconds, cpu) =>
      `${seconds.toFixed(1)} s (${Math.round(employees / seconds).toLocaleString('en-US')}/s, ${cpu.toFixed(1)} s of CPU)`;
    const preview = show(found.previewSeconds, found.previewCpuSeconds);
    const close = show(found.closeSeconds, found.closeCpuSeconds);
    console.log(`${employees.toLocaleString('en-US').padStart(9)} employees  preview ${preview}  close ${close}`);
  }
}
