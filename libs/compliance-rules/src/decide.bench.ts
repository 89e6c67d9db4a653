/** Decisions a second with their full trace, outside any sandbox: `node --conditions=@esta-logic/source src/decide.bench.ts`. */
import { decide, decideMany, michigan2025 } from './index.ts';

declare const performance: { now(): number };
declare const console: { log(line: string): void };

const SPAN_MS = 2000;

const shared = { employer: { size: 'large' }, policy: { method: 'accrual', waitingDays: 120 } };
const cases = Array.from({ length: 200 }, (_, index) => ({
  employee: { hireDate: '2025-11-03' },
  events: [{ type: 'work', date: '2025-11-03', hours: String(300 + index) }],
  request: { date: '2026-04-01', hours: String(4 + (index % 20)) },
}));

function measure(what: string, all: () => void): void {
  all();
  let decided = 0;
  const start = performance.now();
  for (; performance.now() - start < SPAN_MS; decided += cases.length) all();
  console.log(`${Math.round((decided * 1000) / (performance.now() - start))} decisions/s  ${what}`);
}

measure('decide', () => {
  for (const each of cases) decide('usable', { question: 'usable', ...shared, ...each }, michigan2025);
});
measure('decideMany', () => {
  decideMany('usable', shared, cases, michigan2025);
});
