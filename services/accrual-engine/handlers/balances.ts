import { balanceDecision, michigan2025, type BalanceResult, type Language } from '@esta-logic/compliance-rules';
import type { Context } from '@esta-logic/service-sdk';
import {
  addDays,
  addMonths,
  type Employee,
  type Employer,
  type PlainDate,
  type Policy,
} from '@esta-logic/shared-types';
import { HoursBook, type RecordedHours } from '../hours-book.ts';
import { projectedWork, type Projection } from '../projected-work.ts';
import { refuse } from '../refused.ts';
import { Revision } from '../revision.ts';

/** An employee as employee-service keeps it. */
type KnownEmployee = Employee & { readonly id: string };

interface Facts {
  readonly employer: Employer;
  readonly policy: Policy;
  /** Of the warnings. */
  readonly language?: Language;
}

interface BalancesQuery extends Facts {
  readonly employees: readonly KnownEmployee[];
  readonly asOf: PlainDate;
  /** True where days after the last recorded one shall count as if work went on like in the last weeks. */
  readonly project?: boolean;
}

export interface EmployeeBalance extends BalanceResult {
  readonly employee: string;
  readonly projection?: Projection;
}

/** Opcode `accrual.balances`. */
export function balances(
  { employees, asOf, project = false, ...facts }: BalancesQuery,
  context: Context,
): { balances: EmployeeBalance[]; warnings: string[]; revision: number } {
  const hoursOf = new HoursBook(context.db('hours')).reader(employees.length, asOf.slice(0, 4));
  const warnings = new Set<string>();
  const found = employees.map((employee) => {
    const hours = hoursOf(employee.id);
    const goesOn = project && employee.separationDate === undefined ? projectedWork(hours.work, asOf) : undefined;
    const { result, warnings: raised } = decideBalance(
      facts,
      employee,
      goesOn ? { ...hours, work: goesOn.days } : hours,
      asOf,
    );
    for (const warning of raised) warnings.add(warning);
    return { employee: employee.id, ...result, ...(goesOn ? { projection: goesOn.projection } : {}) };
  });
  return { balances: found, warnings: [...warnings], revision: new Revision(context).current };
}

interface SeriesQuery extends Facts {
  readonly employee: KnownEmployee;
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly step: 'week' | 'month';
}

interface Point {
  readonly date: PlainDate;
  readonly hoursWorked: string;
  readonly accrued: string;
  readonly used: string;
  readonly available: string;
}

/** A chart needs no more points than it has pixels to draw them. */
const MAX_POINTS = 520;

/** Opcode `accrual.series`: the last point is `to` itself; `useCap` is the limit on use that holds then. */
export function series(
  { employee, from, to, step, ...facts }: SeriesQuery,
  context: Context,
): { employee: string; points: Point[]; useCap: string | null } {
  const hours = new HoursBook(context.db('hours')).read(employee.id, to.slice(0, 4));
  const points: Point[] = [];
  let cap: string | null = null;
  for (
    let i = 0, date = from;
    points.length < MAX_POINTS;
    date = step === 'week' ? addDays(from, 7 * ++i) : addMonths(from, ++i)
  ) {
    const day = date < to ? date : to;
    const { hoursWorked, accrued, used, available, useCap } = decideBalance(facts, employee, hours, day).result;
    cap = useCap;
    points.push({ date: day, hoursWorked, accrued, used, available });
    if (day === to) break;
  }
  return { employee: employee.id, points, useCap: cap };
}

function decideBalance(
  { employer, policy, language = 'en' }: Facts,
  employee: KnownEmployee,
  { work, use, late }: RecordedHours,
  asOf: PlainDate,
) {
  const decision = balanceDecision({
    employer,
    policy,
    employee,
    days: work,
    uses: use,
    late,
    asOf,
    pack: michigan2025,
    language,
  });
  return decision.ok ? decision : refuse({ ...decision, message: `Employee ${employee.id}: ${decision.message}` });
}
