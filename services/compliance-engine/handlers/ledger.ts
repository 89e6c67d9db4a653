import type { Context } from '@esta-logic/service-sdk';
import type { Employee, PlainDate } from '@esta-logic/shared-types';
import { employerFacts } from '../employer-facts.ts';

interface LedgerQuery {
  readonly employee: string;
  readonly asOf: PlainDate;
  readonly from?: PlainDate;
  readonly after?: number;
  readonly limit?: number;
  readonly language?: 'en' | 'es';
}

type KnownEmployee = Employee & { readonly id: string; readonly hireDateAssumed?: boolean };

/** Opcode `compliance.ledger`: a page of entries with the person they are about. */
export function ledger({ employee: id, asOf, ...page }: LedgerQuery, context: Context): object {
  const { employer, policy } = employerFacts(asOf, context);
  const { hireDateAssumed = false, ...employee } = context
    .channel('employees')
    .call<KnownEmployee>('employee.get', { id });
  const reply = context
    .channel('accrual')
    .call<object>('accrual.ledger', { employer, policy, employee, asOf, ...page });
  return { asOf, name: employee.name ?? null, hireDate: employee.hireDate ?? null, hireDateAssumed, ...reply };
}
