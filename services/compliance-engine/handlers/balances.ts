import type { Context } from '@esta-logic/service-sdk';
import type { Employee, PlainDate } from '@esta-logic/shared-types';
import { classify, employerFacts } from '../employer-facts.ts';

interface BalancesQuery {
  readonly asOf: PlainDate;
  readonly employee?: string;
  readonly after?: string;
  readonly limit?: number;
  readonly project?: boolean;
  readonly language?: 'en' | 'es';
}

type KnownEmployee = Employee & { readonly id: string; readonly hireDateAssumed?: boolean };

interface Page {
  readonly employees: readonly KnownEmployee[];
  readonly next?: string;
}

interface AccrualReply {
  readonly balances: readonly { readonly employee: string }[];
  readonly warnings: readonly string[];
  readonly revision: number;
}

const PAGE = 200;

/** Opcode `compliance.balances`: `next` is the id to ask on from, absent on the last page. */
export function balances({ asOf, project, language, ...which }: BalancesQuery, context: Context): object {
  const facts = employerFacts(asOf, context);
  const { employees, next } = askEmployees(which, context);
  const reply = context.channel('accrual').call<AccrualReply>('accrual.balances', {
    employer: facts.employer,
    policy: facts.policy,
    employees: employees.map(({ hireDateAssumed: _assumed, ...stated }) => stated),
    asOf,
    ...(project === undefined ? {} : { project }),
    ...(language === undefined ? {} : { language }),
  });
  const people = new Map(employees.map((employee) => [employee.id, employee]));
  return {
    asOf,
    employer: {
      ...facts.employer,
      ...classify(facts.employer, asOf),
      configured: facts.configured,
      sizeFromTimesheets: facts.sizeFromTimesheets,
    },
    policy: facts.policy,
    balances: reply.balances.map((balance) => ({ ...personOf(people.get(balance.employee), asOf), ...balance })),
    warnings: reply.warnings,
    revision: reply.revision,
    ...(next === undefined ? {} : { next }),
  };
}

function askEmployees(
  { employee, after, limit = PAGE }: Omit<BalancesQuery, 'asOf' | 'project' | 'language'>,
  context: Context,
): Page {
  const employees = context.channel('employees');
  if (employee !== undefined) return { employees: [employees.call<KnownEmployee>('employee.get', { id: employee })] };
  return employees.call<Page>('employee.list', { limit, ...(after === undefined ? {} : { after }) });
}

function personOf(employee: KnownEmployee | undefined, asOf: PlainDate): object {
  if (!employee) return {};
  const { name, hireDate, hireDateAssumed = false } = employee;
  const lastDay = lastDayBefore(asOf, employee);
  return {
    ...(name === undefined ? {} : { name }),
    hireDate,
    hireDateAssumed,
    ...(lastDay === undefined ? {} : { separationDate: lastDay }),
  };
}

/** The last day of work of somebody who is not employed on `asOf`, also where a later employment is known already. */
function lastDayBefore(asOf: PlainDate, employee: KnownEmployee): PlainDate | undefined {
  const { hireDate, separationDate, earlierEmployments = [] } = employee;
  const startsLater = hireDate !== undefined && hireDate > asOf;
  const lastDay = startsLater ? earlierEmployments.at(-1)?.separationDate : separationDate;
  return lastDay !== undefined && lastDay < asOf ? lastDay : undefined;
}

interface SeriesQuery {
  readonly employee: string;
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly step?: 'week' | 'month';
}

/** Opcode `compliance.series`. */
export function series({ employee, from, to, step = 'week' }: SeriesQuery, context: Context): object {
  const { employer, policy } = employerFacts(to, context);
  const { hireDateAssumed: _assumed, ...known } = context
    .channel('employees')
    .call<KnownEmployee>('employee.get', { id: employee });
  return context
    .channel('accrual')
    .call<object>('accrual.series', { employer, policy, employee: known, from, to, step });
}
