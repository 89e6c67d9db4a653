import { LANGUAGES } from '@esta-logic/client';
import { addDays, addYears, type PlainDate } from '@esta-logic/shared-types';
import type { ApiContext } from '../api-context.ts';
import { ndjsonResponse, type Emit } from '../http/ndjson-response.ts';
import { faultFromThrown } from '../http/problem.ts';
import { choiceField, dateField, flagField, onlyKnown } from '../http/query-fields.ts';
import type { Route } from '../http/router.ts';
import { todayOf } from '../http/today.ts';
import { runYearEnd, type YearEndSettings } from '../year-end/run-year-end.ts';

/**
 * `GET /api/year-end?through=&project=1&language=` → NDJSON: `progress` events, then one `result` or one `error`.
 * A preview of the year that is going on unless told; changes nothing.
 */
export const yearEndPreviewRoute: Route = {
  method: 'GET',
  path: '/api/year-end',
  handle: async ({ context, query }) => {
    onlyKnown(query, ['through', 'project', 'language']);
    const day = dateField(query, 'through');
    const project = flagField(query, 'project');
    const language = choiceField(query, 'language', LANGUAGES);
    const today = (await todayOf(context.kernel, context.now)) as PlainDate;
    const through = day ?? addDays(addYears(today, 1), -1);
    return followed(context, { preview: true, through, project, language });
  },
};

/**
 * `POST /api/year-end?through=&language=` → the same, and the benefit years that ended last by then are closed. It goes
 * on when its reader leaves, and running it again changes nothing of what is closed.
 */
export const yearEndRoute: Route = {
  method: 'POST',
  path: '/api/year-end',
  handle: async ({ context, query }) => {
    onlyKnown(query, ['through', 'language']);
    const day = dateField(query, 'through');
    const language = choiceField(query, 'language', LANGUAGES);
    const through = day ?? addDays((await todayOf(context.kernel, context.now)) as PlainDate, -1);
    return followed(context, { preview: false, through, project: false, language });
  },
};

const followed = (context: ApiContext, settings: YearEndSettings): Response =>
  ndjsonResponse((emit) => {
    const job = follow(context, settings, emit);
    context.jobs.add(job);
    return job;
  });

async function follow({ kernel }: ApiContext, settings: YearEndSettings, emit: Emit): Promise<void> {
  try {
    const result = await runYearEnd(kernel, settings, (done, total) => emit({ event: 'progress', done, total }));
    emit({ event: 'result', result });
  } catch (thrown) {
    emit({ event: 'error', error: faultFromThrown(thrown) });
  }
}
