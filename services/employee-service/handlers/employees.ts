import { fault, type Context } from '@esta-logic/service-sdk';
import type { PlainDate } from '@esta-logic/shared-types';
import { keyOf, type EmployeeRecord } from '../employee-record.ts';
import { Revision } from '../revision.ts';

type Stated = Omit<EmployeeRecord, 'hireDateAssumed' | 'paidOut' | 'earlierEmployments'>;

/** Opcode `employee.upsert`: what is stated replaces what was known; what is left out stays. All are stored, or none. */
export function upsert(
  { employees }: { readonly employees: readonly Stated[] },
  context: Context,
): { created: number; updated: number } {
  const collection = context.db('employees');
  let created = 0;
  for (const stated of employees) {
    const known = collection.readJson<EmployeeRecord>(keyOf(stated.id));
    if (!known) created++;
    const { hireDateAssumed = false, ...rest } = known ?? {};
    const assumed = hireDateAssumed && stated.hireDate === undefined;
    notBeforeHire(stated, known);
    collection.writeJson(keyOf(stated.id), { ...rest, ...stated, ...(assumed ? { hireDateAssumed } : {}) });
  }
  if (employees.length > 0) new Revision(context).raise(created);
  context.audit({ record: 'employee.upsert', employees: employees.map(({ id }) => id) });
  return { created, updated: employees.length - created };
}

/** A stated last day of work is not before the hire that is stated with it or known; an assumed hire gives way to it. */
function notBeforeHire({ id, hireDate, separationDate }: Stated, known: EmployeeRecord | undefined): void {
  const hired = hireDate ?? (known?.hireDateAssumed === true ? undefined : known?.hireDate);
  if (separationDate !== undefined && hired !== undefined && separationDate < hired)
    fault(
      'invalid-payload',
      `${id} was hired on ${hired}, after the separation on ${separationDate}; state a later day.`,
    );
}

interface Seen {
  readonly id: string;
  readonly name?: string;
  readonly hireDate: PlainDate;
}

/** Opcode `employee.first-seen`: a stated hire date is never touched, an assumed one only moves back. */
export function firstSeen(
  { employees }: { readonly employees: readonly Seen[] },
  context: Context,
): { created: number; moved: number } {
  const collection = context.db('employees');
  let [created, moved, changed] = [0, 0, false];
  for (const seen of employees) {
    const known = collection.readJson<EmployeeRecord>(keyOf(seen.id));
    const assumes = known?.hireDate === undefined || (known.hireDateAssumed === true && seen.hireDate < known.hireDate);
    const name = known?.name ?? seen.name;
    if (!assumes && name === known?.name) continue;
    if (!known) created++;
    else if (assumes) moved++;
    changed = true;
    collection.writeJson(keyOf(seen.id), {
      ...known,
      id: seen.id,
      ...(name === undefined ? {} : { name }),
      ...(assumes ? { hireDate: seen.hireDate, hireDateAssumed: true } : {}),
    });
  }
  if (changed) new Revision(context).raise(created);
  return { created, moved };
}

const PAGE = 500;

/** Opcode `employee.list`: `next` is the id to ask on from, absent on the last page; pages of one `revision` belong together, and `total` counts the employees on all. */
export function list(
  { after, limit = PAGE }: { readonly after?: string; readonly limit?: number },
  context: Context,
): { employees: EmployeeRecord[]; revision: number; total: number; next?: string } {
  const page = context.db('employees').query('', { limit, ...(after === undefined ? {} : { after: keyOf(after) }) });
  const employees = page.map(({ value }) => JSON.parse(value) as EmployeeRecord);
  const { revision, employees: total } = new Revision(context).current;
  const found = { employees, revision, total };
  const last = employees.at(-1);
  return page.length === limit && last ? { ...found, next: last.id } : found;
}

/** Opcode `employee.get`. */
export function get({ id }: { readonly id: string }, context: Context): EmployeeRecord {
  return (
    context.db('employees').readJson<EmployeeRecord>(keyOf(id)) ?? fault('not-found', `There is no employee "${id}".`)
  );
}
