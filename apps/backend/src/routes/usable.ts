import { LANGUAGES, type BalancesPage, type EmployerSettings } from '@esta-logic/client';
import { add, parseRational, sub, toFraction, ZERO, type Rational } from '@esta-logic/shared-types';
import { ask, deliver } from '../deployment/ask.ts';
import { refuse } from '../http/problem.ts';
import { choiceField, dateField, onlyKnown } from '../http/query-fields.ts';
import type { Route } from '../http/router.ts';
import { todayOf } from '../http/today.ts';

/**
 * `GET /api/employees/:id/usable?date=&hours=&language=` → the decision whether so many hours may be taken on a day
 * (today unless told), on the facts that are recorded by then, with every step and the `receipt` it is found by.
 */
export const usableRoute: Route = {
  method: 'GET',
  path: '/api/employees/:id/usable',
  handle: async ({ context: { kernel, now }, params, query }) => {
    onlyKnown(query, ['date', 'hours', 'language']);
    const date = dateField(query, 'date') ?? (await todayOf(kernel, now));
    const hours = query.get('hours') ?? '';
    if (parseRational(hours) === undefined)
      refuse(
        'invalid-argument',
        `The query parameter hours must be a number such as 8 or 7.5, not ${JSON.stringify(hours)}.`,
      );
    const language = choiceField(query, 'language', LANGUAGES);
    const id = params['id']!;
    const asked = { asOf: date, employee: id };
    const [{ employer, policy }, page, employee] = await Promise.all([
      ask<EmployerSettings>(kernel, 'employee-service', 'employer.get', {}),
      ask<BalancesPage>(kernel, 'compliance-engine', 'compliance.balances', asked),
      ask<{ hireDate?: string }>(kernel, 'employee-service', 'employee.get', { id }),
    ]);
    const given = {
      employer: { ...employer, size: page.employer['size'] },
      policy,
      employee: employee.hireDate === undefined ? {} : { hireDate: employee.hireDate },
      balances: balancesOf(page),
      request: { date, hours },
    };
    const { payload, messageId } = await deliver<object>(kernel, {
      type: 'Query',
      target: 'compliance-engine',
      opcode: 'compliance.decide',
      payload: { question: 'usable', given, language },
      priority: 'high',
    });
    return Response.json({ ...payload, receipt: messageId });
  },
};

/** The balance as the question takes it; its parts add up to what is there before any limit on use. */
function balancesOf({ balances: [balance] }: BalancesPage): object {
  if (balance === undefined) return {};
  const { carriedIn, accrued, used, adjusted = '0' } = balance;
  const [before, earned, corrected, taken] = [carriedIn, accrued, adjusted, used].map(
    (hours) => parseRational(hours) ?? ZERO,
  ) as [Rational, Rational, Rational, Rational];
  return {
    carriedIn,
    accruedThisYear: accrued,
    usedThisYear: used,
    balanceHours: toFraction(sub(add(add(before, earned), corrected), taken)),
  };
}
