import { add, equals, isNegative, isZero, negate, type Rational, sub } from '@esta-logic/shared-types';
import type { BalanceRow } from '../balances/balance-row.ts';
import { formatDate } from '../dates/format-date.ts';
import { formatHours } from '../hours/format-hours.ts';

/** Why the balance is what it is, in plain words: where it came from, what was taken, what is left and from when. */
export function balanceSentence(row: BalanceRow, asOf: string): string {
  const who = row.name === '' ? `Employee ${row.id}` : spokenName(row.name);
  if (row.status === 'notCovered') return `${who} is not covered by the law, so no sick time is earned under it.`;
  const hours = (text: string): string => `${text} ${text === '1.00' ? 'hour' : 'hours'}`;
  const earned = `${who} earned ${hours(formatHours(row.accrued))} of sick time for ${hours(formatHours(row.hoursWorked))} worked`;
  const carried = isZero(row.carriedIn) ? '' : `, brought ${formatHours(row.carriedIn)} over from the year before`;
  const taken = isZero(row.used) ? 'has not taken any' : `took ${formatHours(row.used)}`;
  return `${earned}${carried} and ${taken}. ${rest(row, asOf, hours(formatHours(row.available)))}`;
}

/** `Castillo, Mateo` is said `Mateo Castillo`; a name with more commas is left alone. */
function spokenName(name: string): string {
  const [last, first, ...more] = name.split(',').map((part) => part.trim());
  return first && last && more.length === 0 && !/^(jr|sr|i+v?)\.?$/i.test(first) ? `${first} ${last}` : name;
}

function rest(row: BalanceRow, asOf: string, available: string): string {
  const verb = available === '1.00 hour' ? 'is' : 'are';
  if (row.status === 'waiting') {
    return `The waiting time ends on ${formatDate(row.usableFrom)}: until then time is earned but cannot be taken yet.`;
  }
  if (isNegative(row.available)) {
    return `On ${formatDate(asOf)} ${formatHours(negate(row.available))} more had been taken than there was.`;
  }
  const left = `${available} ${verb} available on ${formatDate(asOf)}.`;
  if (row.useCap === undefined) return left;
  const cap = `the cap of ${formatHours(row.useCap)} hours of use in a benefit year`;
  if (row.status === 'atCap') return `${left} Here ${cap} has been reached.`;
  return boundByCap(row, row.useCap) ? `${left} More was earned, but ${cap} bounds what may be taken.` : left;
}

/** True when what is available is what the cap leaves, and less than what has been earned and not taken. */
function boundByCap(row: BalanceRow, useCap: Rational): boolean {
  const earned = sub(add(row.accrued, row.carriedIn), row.used);
  return equals(row.available, sub(useCap, row.used)) && !equals(row.available, earned);
}
