import type { KnownEmployee, YearEnd } from '@esta-logic/compliance-rules';
import type { Context } from '@esta-logic/service-sdk';
import type { PlainDate } from '@esta-logic/shared-types';
import { employerFacts } from '../employer-facts.ts';

interface YearEndQuery {
  readonly through: PlainDate;
  readonly project?: boolean;
  readonly language?: 'en' | 'es';
  readonly after?: string;
  readonly limit?: number;
}

interface Page {
  readonly employees: readonly (KnownEmployee & { readonly hireDateAssumed?: boolean })[];
  readonly total: number;
  readonly next?: string;
}

type Line = YearEnd & { readonly employee: string; readonly closedOn: PlainDate | null };

interface AccrualReply {
  readonly lines: readonly Line[];
  readonly warnings: readonly string[];
  /** Pages that say the same one come from the same hours. */
  readonly revision: number;
}

interface YearEndReply extends AccrualReply {
  readonly through: PlainDate;
  /** Employees on this page: one whose first year goes on has no line. */
  readonly asked: number;
  /** Employees on all pages. */
  readonly total: number;
  readonly next?: string;
}

const PAGE = 200;

/** Opcode `compliance.yearend.preview`. */
export function previewYearEnd(query: YearEndQuery, context: Context): YearEndReply {
  return page('accrual.yearend.preview', query, context);
}

/** Opcode `compliance.yearend.run`: each page is closed on its own, so that a run that was cut off can be repeated. */
export function runYearEnd({ project: _never, ...query }: YearEndQuery, context: Context): YearEndReply {
  return page('accrual.yearend.close', query, context);
}

function page(
  opcode: string,
  { through, project, language, after, limit = PAGE }: YearEndQuery,
  context: Context,
): YearEndReply {
  const { employer, policy } = employerFacts(through, context);
  const listed = { limit, ...(after === undefined ? {} : { after }) };
  const { employees, total, next } = context.channel('employees').call<Page>('employee.list', listed);
  const hired = employees
    .filter(({ hireDate }) => hireDate !== undefined)
    .map(({ hireDateAssumed: _assumed, ...stated }) => stated);
  const asked = {
    employer,
    policy,
    employees: hired,
    through,
    ...(project === undefined ? {} : { project }),
    ...(language === undefined ? {} : { language }),
  };
  const { lines, warnings, revision } = context.channel('accrual').call<AccrualReply>(opcode, asked);
  const names = new Map(employees.map(({ id, name }) => [id, name]));
  const named = lines.map((line) => {
    const name = names.get(line.employee);
    return { ...(name === undefined ? {} : { name }), ...line };
  });
  return {
    through,
    lines: named,
    asked: employees.length,
    total,
    warnings,
    revision,
    ...(next === undefined ? {} : { next }),
  };
}
