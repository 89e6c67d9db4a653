import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decided } from '../test/michigan.ts';

/** Hours are whole quarters here, so that the naive walk needs no fractions. */
interface Asked {
  readonly small: boolean;
  readonly frontload: boolean;
  readonly balance: number;
  readonly usedBefore: number;
  readonly start: number;
  readonly days: number;
  readonly perDay: number;
}

const DAY = 86_400_000;
const iso = (time: number): string => new Date(time).toISOString().slice(0, 10);
const hours = (quarters: number): string => `${quarters}/4`;

/** The Act's limits on one request, walked day by day: quarters granted in each calendar year. */
function granted(asked: Asked): Map<string, number> {
  const cap = (asked.small ? 40 : 72) * 4;
  const first = iso(asked.start).slice(0, 4);
  const used = new Map([[first, asked.usedBefore]]);
  const byYear = new Map<string, number>();
  let { balance } = asked;
  let year = first;
  for (let day = 0; day < asked.days; day += 1) {
    const time = asked.start + day * DAY;
    if ([0, 6].includes(new Date(time).getUTCDay())) continue;
    const now = iso(time).slice(0, 4);
    if (now !== year) balance = asked.frontload ? cap : Math.min(Math.max(balance, 0), cap);
    year = now;
    const grant = Math.max(0, Math.min(asked.perDay, balance, cap - (used.get(year) ?? 0)));
    balance -= grant;
    used.set(year, (used.get(year) ?? 0) + grant);
    byYear.set(year, (byYear.get(year) ?? 0) + grant);
  }
  return byYear;
}

/** A request begins on a workday, whose year is the one the stated balance stands in. */
const firstIsWorkday = ({ start }: Asked): boolean => ![0, 6].includes(new Date(start).getUTCDay());

const asked: fc.Arbitrary<Asked> = fc
  .record({
    small: fc.boolean(),
    frontload: fc.boolean(),
    balance: fc.integer({ min: 0, max: 700 }),
    usedBefore: fc.integer({ min: 0, max: 300 }),
    start: fc.integer({ min: 0, max: 60 }).map((days) => Date.UTC(2026, 10, 15) + days * DAY),
    days: fc.integer({ min: 1, max: 60 }),
    perDay: fc.integer({ min: 1, max: 96 }),
  })
  .filter((each) => firstIsWorkday(each));

describe('W12: a request over many days', () => {
  test('gets what its days get one after the other, each year within its limit and with its own balance', () => {
    fc.assert(
      fc.property(asked, (request) => {
        const first = iso(request.start).slice(0, 4);
        const { result } = decided('usable', {
          employer: { size: request.small ? 'small' : 'large' },
          policy: { method: request.frontload ? 'frontload' : 'accrual' },
          employee: { hireDate: '2024-06-03' },
          balances: { balanceHours: hours(request.balance), usedIn: { [first]: hours(request.usedBefore) } },
          request: {
            start: iso(request.start),
            end: iso(request.start + (request.days - 1) * DAY),
            hoursPerDay: hours(request.perDay),
          },
        });
        const byYear = result['byYear'] as Record<string, string>;
        for (const [year, quarters] of granted(request)) {
          const [n = 0, d = 1] = (byYear[year] ?? '0').split('/').map(Number);
          expect((n / d) * 4, `${year} of ${JSON.stringify(byYear)}`).toBe(quarters);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
