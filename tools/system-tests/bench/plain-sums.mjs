// The sums that an import comes to, as a plain script would do them: one file in, exact hours per employee out.
// Hours are whole seconds, so sums are exact; what was accrued is a 30th of them (MCL 408.963).
import { readFileSync, writeFileSync } from 'node:fs';

const [input, output] = process.argv.slice(2);
const sums = new Map();
const lines = readFileSync(input, 'utf8').split('\n');
for (let i = 1; i < lines.length; i++) {
  if (lines[i] === '') continue;
  const [employee, date, hours, kind] = lines[i].split(',');
  if (!/^\d{4}-\d\d-\d\d$/.test(date)) throw new Error(`Line ${i + 1} has no date.`);
  let sum = sums.get(employee);
  if (!sum) sums.set(employee, (sum = { worked: 0, used: 0 }));
  sum[kind === 'use' ? 'used' : 'worked'] += secondsIn(hours);
}
const balances = [...sums].map(([employee, { worked, used }]) => ({
  employee,
  hoursWorked: fraction(worked, 3600),
  accrued: fraction(worked, 108_000),
  used: fraction(used, 3600),
}));
writeFileSync(output, JSON.stringify(balances));

function secondsIn(text) {
  const [hours, minutes, seconds = '0'] = text.split(':');
  return minutes === undefined
    ? Math.round(Number(text) * 3600)
    : Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

function fraction(above, below) {
  let [a, b] = [above, below];
  while (b !== 0) [a, b] = [b, a % b];
  return below === a ? String(above / a) : `${above / a}/${below / a}`;
}
