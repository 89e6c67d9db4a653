import { LANGUAGES, type DueObligation } from '@esta-logic/client';
import { CALENDAR_NAME, obligationsCalendar } from '../calendar/obligations-calendar.ts';
import { ask } from '../deployment/ask.ts';
import { consistentPages } from '../http/consistent-pages.ts';
import { refuse } from '../http/problem.ts';
import { choiceField, dateField, onlyKnown } from '../http/query-fields.ts';
import type { Route } from '../http/router.ts';
import { todayOf } from '../http/today.ts';

interface Page {
  readonly obligations: readonly DueObligation[];
  readonly warnings: readonly string[];
  readonly revision?: number;
  readonly headcount?: object;
  readonly next?: string;
}

/** `GET /api/obligations?from=&to=&language=en|es&format=json|ics` → `{from, to, obligations, warnings}`; the year from today on unless told. */
export const obligationsRoute: Route = {
  method: 'GET',
  path: '/api/obligations',
  handle: async ({ context, query }) => {
    onlyKnown(query, ['from', 'to', 'language', 'format']);
    const from = dateField(query, 'from') ?? (await todayOf(context.kernel, context.now));
    const to = dateField(query, 'to') ?? yearAfter(from);
    if (from > to) refuse('invalid-argument', `The span begins on ${from}, after its end on ${to}.`);
    const language = choiceField(query, 'language', LANGUAGES);
    const pages = await consistentPages<string, Page>(
      (after) => {
        const asked = { from, to, language, ...(after === undefined ? {} : { after }) };
        return ask<Page>(context.kernel, 'compliance-engine', 'compliance.obligations', asked);
      },
      ({ revision, headcount }) => [revision, headcount],
    );
    const obligations = pages.flatMap((page) => page.obligations).sort(byDate);
    const warnings = [...new Set(pages.flatMap((page) => page.warnings))];
    if (choiceField(query, 'format', ['json', 'ics']) === 'json')
      return Response.json({ from, to, obligations, warnings });
    const calendar = obligationsCalendar(CALENDAR_NAME[language], obligations, context.now());
    return new Response(calendar, { headers: { 'content-type': 'text/calendar; charset=utf-8' } });
  },
};

const byDate = (a: DueObligation, b: DueObligation): number => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0);

/** The day before the same day of the next year, which exists even for 29 February. */
function yearAfter(date: string): string {
  const end = new Date(`${date}T00:00:00Z`);
  end.setUTCFullYear(end.getUTCFullYear() + 1, end.getUTCMonth(), end.getUTCDate() - 1);
  return end.toISOString().slice(0, 10);
}
