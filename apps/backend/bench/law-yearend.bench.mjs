// law.yearend: a year end over a whole company through the kernel on disk: preview and close, in pages, with growth.
//
//   npx nx run-many -t componentize && node --conditions=@esta-logic/source apps/backend/bench/law-yearend.bench.mjs 1000 10000
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDays } from '@esta-logic/shared-types';
import { openDeployment } from '../src/index.ts';

const sizes = process.argv.slice(2).map(Number);
const WEEKS = 40;
const THROUGH = '2025-12-31';

const idOf = (index) => `e${String(index).padStart(6, '0')}`;
/** One entry of hours a week, 35 to 44 of them, and a day of leave. */
const work = (index) =>
  Array.from({ length: WEEKS }, (_, week) => [addDays('2025-03-03', week * 7), String(35 + ((index + week) % 10))]);

async function company(kernel, employees) {
  const send = async (type, target, opcode, payload) => {
    const reply = await kernel.send({ type, target, opcode, payload });
    if (!reply.ok) throw new Error(`${opcode}: ${reply.error.message}`);
    return reply.payload;
  };
  await send('Command', 'employee-service', 'employer.set', {
    employer: { size: 'large' },
    policy: { method: 'accrual', benefitYear: { type: 'calendar' } },
  });
  for (let from = 0; from < employees; from += 500) {
    const ids = Array.from({ length: Math.min(500, employees - from) }, (_, index) => from + index);
    await send('Command', 'employee-service', 'employee.upsert', {
      employees: ids.map((index) => ({ id: idOf(index), hireDate: '2025-01-06' })),
    });
    const entries = ids.map((index) => ({ employee: idOf(index), work: work(index), use: [['2025-07-01', '8']] }));
    await send('Command', 'accrual-engine', 'accrual.hours.stage', { importId: `b${from}`, part: 0, entries });
    await send('Command', 'accrual-engine', 'accrual.hours.publish', { importId: `b${from}`, parts: 1 });
  }
  return send;
}

/** All pages; gives the lines and the seconds that they took. */
async function pages(send, type, opcode) {
  const start = performance.now();
  const lines = [];
  for (let after; ;) {
    const page = await send(type, 'compliance-engine', opcode, {
      through: THROUGH,
      ...(after === undefined ? {} : { after }),
    });
    lines.push(...page.lines);
    after = page.next;
    if (after === undefined) return { lines, seconds: (performance.now() - start) / 1000 };
  }
}

async function measure(employees) {
  const dataDir = mkdtempSync(join(tmpdir(), 'law-yearend-'));
  const { kernel, close } = await openDeployment({ dataDir });
  const send = await company(kernel, employees);
  const preview = await pages(send, 'Query', 'compliance.yearend.preview');
  const closed = await pages(send, 'Command', 'compliance.yearend.run');
  const again = await pages(send, 'Command', 'compliance.yearend.run');
  const carried = ({ lines }) => JSON.stringify(lines.map((line) => [line.employee, line.carried]));
  if (closed.lines.length !== employees || carried(preview) !== carried(closed) || carried(again) !== carried(closed))
    throw new Error('the year end is not the same three times');
  const show = ({ seconds }) =>
    `${seconds.toFixed(1)} s (${Math.round(employees / seconds).toLocaleString('en-US')}/s)`;
  console.log(
    `${employees.toLocaleString('en-US').padStart(9)} employees  preview ${show(preview)}  close ${show(closed)}  again ${show(again)}`,
  );
  await close();
  rmSync(dataDir, { recursive: true, force: true });
}

for (const employees of sizes.length > 0 ? sizes : [1000, 10_000]) await measure(employees);
