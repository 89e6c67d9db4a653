import type { Adjustment, EmploymentBreak } from '@esta-logic/accrual-engine';
import type { Employee, PlainDate, Rational } from '@esta-logic/shared-types';
import { ZERO, addDays, compare, toFraction } from '@esta-logic/shared-types';
import type { RulePack } from '../rule-pack.ts';
import { citationOf } from '../rule-pack.ts';
import { reinstates } from './rehire-window.ts';

/** The employment that counts on a day: joined across separations after which unused time came back. */
export interface JoinedEmployment {
  readonly employee: Employee;
  /** For each separation that was bridged: what left the balance then and came back at the rehire. */
  readonly adjustments: readonly Adjustment[];
  /** The days between, on which nothing was worked. */
  readonly breaks: readonly EmploymentBreak[];
}

type BalanceAt = (joined: JoinedEmployment, on: PlainDate) => Rational;

interface Stretch {
  readonly hireDate: PlainDate;
  readonly separationDate: PlainDate | undefined;
  readonly paidOut: boolean;
}

/** Every employment begun by `asOf`, oldest first. */
function stretches(employee: Employee, asOf: PlainDate): readonly Stretch[] {
  const earlier = (employee.earlierEmployments ?? []).map(({ hireDate, separationDate, paidOut = false }) => ({
    hireDate,
    separationDate,
    paidOut,
  }));
  const { hireDate, separationDate } = employee;
  const all: Stretch[] = hireDate === undefined ? earlier : [...earlier, { hireDate, separationDate, paidOut: false }];
  const begun = all.filter((each) => each.hireDate <= asOf).sort((a, b) => (a.hireDate < b.hireDate ? -1 : 1));
  return begun.length === 0 ? all.slice(-1) : begun;
}

function during(employee: Employee, hireDate: PlainDate, separationDate: PlainDate | undefined): Employee {
  const { separationDate: _last, earlierEmployments: _earlier, ...rest } = employee;
  return separationDate === undefined ? { ...rest, hireDate } : { ...rest, hireDate, separationDate };
}

/** The unused time that leaves at a separation and comes back at the rehire; a debt stays where it is. */
function bridge(pack: RulePack, unused: Rational, separated: PlainDate, rehired: PlainDate): readonly Adjustment[] {
  if (compare(unused, ZERO) <= 0) return [];
  const authority = { rule: 'rehire.window', citation: citationOf(pack, 'rehire.window') };
  const hours = toFraction(unused);
  return [
    { date: separated, hours: `-${hours}`, kind: 'adjustment', cause: `separated on ${separated}`, authority },
    { date: rehired, hours, kind: 'reinstatement', cause: `rehired on ${rehired}`, authority },
  ];
}

/**
 * Joins employments: within the law's window the earlier one goes on, with its hire date and its unused time;
 * after it, or when the time was paid out, the rehire is a new hire.
 */
export function joinEmployments(
  employee: Employee,
  pack: RulePack,
  asOf: PlainDate,
  balanceAt: BalanceAt,
): JoinedEmployment {
  if ((employee.earlierEmployments ?? []).length === 0) return { employee, adjustments: [], breaks: [] };
  const [first, ...later] = stretches(employee, asOf);
  let joined: Omit<JoinedEmployment, 'employee'> = { adjustments: [], breaks: [] };
  if (first === undefined) return { employee, ...joined };
  let [hireDate, last]: [PlainDate, Stretch] = [first.hireDate, first];
  for (const next of later) {
    const separated = last.separationDate;
    if (separated !== undefined && reinstates(pack.reinstatement, separated, next.hireDate, last.paidOut)) {
      const unused = balanceAt({ employee: during(employee, hireDate, separated), ...joined }, separated);
      const between = { from: addDays(separated, 1), to: addDays(next.hireDate, -1) };
      joined = {
        adjustments: [...joined.adjustments, ...bridge(pack, unused, separated, next.hireDate)],
        breaks: [...joined.breaks, between],
      };
    } else [hireDate, joined] = [next.hireDate, { adjustments: [], breaks: [] }];
    last = next;
  }
  return { employee: during(employee, hireDate, last.separationDate), ...joined };
}
