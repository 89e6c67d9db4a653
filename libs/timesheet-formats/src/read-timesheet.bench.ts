import { test } from 'vitest';
import { readCsv } from './csv/csv-reader.ts';
import { readTimesheetText } from './read-timesheet.ts';

const two = (value: number): string => String(value).padStart(2, '0');

/** 50,000 shifts: 500 employees on 100 days of January to April 2026. */
function file(header: string, line: (employee: number, month: number, day: number, count: number) => string): string {
  const lines = [header];
  for (let count = 0; count < 100; count += 1) {
    const [month, day] = [1 + Math.floor(count / 25), 1 + (count % 25)];
    for (let employee = 0; employee < 500; employee += 1) lines.push(line(employee, month, day, count));
  }
  return `${lines.join('\r\n')}\r\n`;
}

const hours = file(
  'employee,date,hours,kind',
  (e, month, day, n) => `E${1000 + e},2026-${two(month)}-${two(day)},${4 + ((e + n) % 20) / 4},work`,
);
const punches = file('Employee ID,Name,Clock In,Clock Out,Break', (e, month, day, n) => {
  const [start, end] = [`${6 + (e % 5)}:${two((e * n) % 60)} AM`, `${1 + (e % 11)}:${two((e + n) % 60)} PM`];
  return `${1000 + e},"Doe, Person ${e}",${month}/${day}/2026 ${start},${month}/${day}/2026 ${end},30`;
});
const detroit = (local: string): number => (local < '2026-03-08T02' ? -300 : -240);

test('50,000 rows', { timeout: 300_000 }, async ({ bench }) => {
  await bench.compare(
    bench('cells only', () => void readCsv(punches, ',')),
    bench('hours per day', () => void readTimesheetText(hours)),
    bench('punches by the wall clock', () => void readTimesheetText(punches)),
    bench('punches in a time zone', () => void readTimesheetText(punches, { offsetMinutesAt: detroit })),
    { iterations: 10, warmupIterations: 3, time: 1, warmupTime: 1 },
  );
});
