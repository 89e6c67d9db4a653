import { fault, type Context } from '@esta-logic/service-sdk';
import type { PlainDate } from '@esta-logic/shared-types';
import { keyOf, type EmployeeRecord } from '../employee-record.ts';
import { Revision } from '../revision.ts';

interface Separation {
  readonly id: string;
  readonly date: PlainDate;
  readonly paidOut?: boolean;
}

/** Opcode `employee.separate`: a day stated before is corrected by stating it again. */
export function separate({ id, date, paidOut = false }: Separation, context: Context): EmployeeRecord {
  const { paidOut: _before, ...known } = knownEmployee(id, context);
  if (known.hireDate !== undefined && date < known.hireDate)
    fault(
      'invalid-payload',
      `${id} was hired on ${known.hireDate}, after the separation on ${date}; state a later day.`,
    );
  return keep({ ...known, separationDate: date, ...(paidOut ? { paidOut } : {}) }, 'employee.separate', context);
}

/** Opcode `employee.rehire`: whether unused time comes back is decided by the rules when a balance is asked for. */
export function rehire(
  { id, date }: { readonly id: string; readonly date: PlainDate },
  context: Context,
): EmployeeRecord {
  const {
    separationDate,
    paidOut = false,
    hireDate,
    hireDateAssumed: _assumed,
    earlierEmployments = [],
    ...rest
  } = knownEmployee(id, context);
  if (separationDate === undefined || hireDate === undefined)
    return fault('state-refused', `${id} has not left: state the last day of work first, then the rehire.`);
  if (date <= separationDate)
    fault('invalid-payload', `${id} was separated on ${separationDate}; a rehire on ${date} is not after it.`);
  const ended = { hireDate, separationDate, ...(paidOut ? { paidOut } : {}) };
  return keep(
    { ...rest, hireDate: date, earlierEmployments: [...earlierEmployments, ended] },
    'employee.rehire',
    context,
  );
}

function knownEmployee(id: string, context: Context): EmployeeRecord {
  return (
    context.db('employees').readJson<EmployeeRecord>(keyOf(id)) ?? fault('not-found', `There is no employee "${id}".`)
  );
}

function keep(record: EmployeeRecord, what: string, context: Context): EmployeeRecord {
  context.db('employees').writeJson(keyOf(record.id), record);
  new Revision(context).raise();
  context.audit({ record: what, employees: [record.id] });
  return record;
}
