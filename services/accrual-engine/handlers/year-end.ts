import { michigan2025, yearEndDecision, type Language, type YearEnd } from '@esta-logic/compliance-rules';
import { fault, type Context } from '@esta-logic/service-sdk';
import type { Employee, Employer, PlainDate, Policy } from '@esta-logic/shared-types';
import { Closings, type Closing } from '../closings.ts';
import { HoursBook } from '../hours-book.ts';
import { projectedWork } from '../projected-work.ts';
import { refuse } from '../refused.ts';
import { Revision } from '../revision.ts';

interface YearEndQuery {
  readonly employer: Employer;
  readonly policy: Policy;
  readonly employees: readonly (Employee & { readonly id: string })[];
  /** The last benefit year of each employee that has ended by then. */
  readonly through: PlainDate;
  readonly project?: boolean;
  /** Of the warnings. */
  readonly language?: Language;
}

/** A year that was closed before keeps the numbers that it was closed with. */
type Line = YearEnd & { readonly employee: string; readonly closedOn: PlainDate | null };

interface YearEndReply {
  readonly lines: readonly Line[];
  readonly warnings: readonly string[];
  /** Of the hours that the lines come from. */
  readonly revision: number;
}

/** Opcode `accrual.yearend.preview`: changes nothing; `project` works the days to come like the last weeks. */
export function preview(query: YearEndQuery, context: Context): YearEndReply {
  return yearEnds(query, context, () => null);
}

/** Opcode `accrual.yearend.close`: what is reported for a closed year afterwards is posted as a correction. */
export function close({ project: _never, ...query }: YearEndQuery, context: Context): YearEndReply {
  const today = context.message.timestamp.slice(0, 10) as PlainDate;
  if (query.through >= today)
    fault('invalid-payload', `A year can be closed when it is over; ${query.through} is not before ${today}.`);
  const closed: { employee: string; before: readonly Closing[]; closing: Closing }[] = [];
  const reply = yearEnds(query, context, (employee, yearEnd, before) => {
    closed.push({ employee, before, closing: { ...yearEnd, closedOn: today } });
    return today;
  });
  new Closings(context.db('closings')).add(closed);
  const employees = closed.map(({ employee }) => employee);
  if (employees.length > 0) context.audit({ record: 'accrual.yearend', through: query.through, employees });
  return reply;
}

/** Decides whether a year that is open is closed now, and says when; `before` are the closings of earlier years. */
type Keep = (employee: string, yearEnd: YearEnd, before: readonly Closing[]) => PlainDate | null;

function yearEnds(
  { employees, through, project = false, ...facts }: YearEndQuery,
  context: Context,
  keep: Keep,
): YearEndReply {
  const hoursOf = new HoursBook(context.db('hours')).reader(employees.length, through.slice(0, 4));
  const closingsOf = new Closings(context.db('closings')).reader(employees.length);
  const warnings = new Set<string>();
  const lines: Line[] = [];
  for (const employee of employees) {
    const { work, use, late } = hoursOf(employee.id);
    const goesOn = project && employee.separationDate === undefined ? projectedWork(work, through) : undefined;
    const decision = yearEndDecision({
      ...facts,
      employee,
      days: goesOn?.days ?? work,
      uses: use,
      late,
      asOf: through,
      pack: michigan2025,
    });
    if (!decision.ok) return refuse({ ...decision, message: `Employee ${employee.id}: ${decision.message}` });
    for (const warning of decision.warnings) warnings.add(warning);
    const { yearEnd } = decision;
    if (yearEnd === null) continue;
    const before = closingsOf(employee.id);
    const closed = before.find(({ end }) => end === yearEnd.end);
    lines.push({
      employee: employee.id,
      ...(closed ?? { ...yearEnd, closedOn: keep(employee.id, yearEnd, before) }),
    });
  }
  return { lines, warnings: [...warnings], revision: new Revision(context).current };
}
