import { add, equals, isNegative, isZero, negate, type Rational, sub } from '@esta-logic/shared-types';
import type { BalanceRow } from '../balances/balance-row.ts';
import { formatHours } from '../hours/format-hours.ts';
import type { Words } from '../words/words.ts';

/** Why the balance is what it is, in plain words: where it came from, what was taken, what is left and from when. */
export function balanceSentence(row: BalanceRow, asOf: string, words: Words): string {
  const { say } = words;
  const who = row.name === '' ? say('Employee {id}', { id: row.id }) : spokenName(row.name);
  if (row.status === 'notCovered')
    return say('{who} is not covered by the law, so no sick time is earned under it.', { who });
  const earned = say('{who} earned {accrued} of sick time for {worked} worked', {
    who,
    accrued: hoursWords(row.accrued, words),
    worked: hoursWords(row.hoursWorked, words),
  });
  const carried = isZero(row.carriedIn)
    ? ''
    : say(', brought {hours} over from the year before', { hours: formatHours(row.carriedIn) });
  const taken = isZero(row.used)
    ? say('and has not taken any.')
    : say('and took {hours}.', { hours: formatHours(row.used) });
  return `${earned}${carried} ${taken} ${rest(row, asOf, words)}`;
}

function hoursWords(hours: Rational, { say }: Words): string {
  const text = formatHours(hours);
  return `${text} ${say(text === '1.00' ? 'hour' : 'hours')}`;
}

/** `Castillo, Mateo` is said `Mateo Castillo`; a name with more commas is left alone. */
function spokenName(name: string): string {
  const [last, first, ...more] = name.split(',').map((part) => part.trim());
  return first && last && more.length === 0 && !/^(jr|sr|i+v?)\.?$/i.test(first) ? `${first} ${last}` : name;
}

function rest(row: BalanceRow, asOf: string, words: Words): string {
  const { say, date } = words;
  if (row.status === 'waiting') {
    return say('The waiting time ends on {date}: until then time is earned but cannot be taken yet.', {
      date: date(row.usableFrom),
    });
  }
  if (isNegative(row.available)) {
    return say('On {date} {hours} more had been taken than there was.', {
      date: date(asOf),
      hours: formatHours(negate(row.available)),
    });
  }
  const phrase =
    formatHours(row.available) === '1.00' ? '{hours} is available on {date}.' : '{hours} are available on {date}.';
  const left = say(phrase, { hours: hoursWords(row.available, words), date: date(asOf) });
  if (row.useCap === undefined) return left;
  const cap = { hours: formatHours(row.useCap) };
  if (row.status === 'atCap')
    return `${left} ${say('Here the cap of {hours} hours of use in a benefit year has been reached.', cap)}`;
  if (!boundByCap(row, row.useCap)) return left;
  return `${left} ${say('More was earned, but the cap of {hours} hours of use in a benefit year bounds what may be taken.', cap)}`;
}

/** True when what is available is what the cap leaves, and less than what has been earned and not taken. */
function boundByCap(row: BalanceRow, useCap: Rational): boolean {
  const earned = sub(add(row.accrued, row.carriedIn), row.used);
  return equals(row.available, sub(useCap, row.used)) && !equals(row.available, earned);
}
