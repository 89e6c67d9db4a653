import { LANGUAGES } from '@esta-logic/client';
import type { ApiContext } from '../api-context.ts';
import { BODY_LIMITS, readBody } from '../http/body.ts';
import { ndjsonResponse, type Emit } from '../http/ndjson-response.ts';
import { faultFromThrown } from '../http/problem.ts';
import { choiceField, flagField, onlyKnown } from '../http/query-fields.ts';
import type { Route } from '../http/router.ts';
import { runImport, type ImportRequest } from '../import/run-import.ts';
import { throttledProgress } from '../import/throttled-progress.ts';

/**
 * `POST /api/imports?layout=auto&dryRun=1&skipBadRows=1&name=file.csv&language=en|es`, body: the file.
 * Answers NDJSON: `progress` events, then one `result` or one `error`.
 * Request failures (too large, unknown parameter) come as an ordinary error document before the stream begins.
 */
export const importsRoute: Route = {
  method: 'POST',
  path: '/api/imports',
  handle: async ({ context, request, query }) => {
    onlyKnown(query, ['layout', 'dryRun', 'skipBadRows', 'name', 'language']);
    const settings = {
      layout: query.get('layout') || 'auto',
      dryRun: flagField(query, 'dryRun'),
      skipBadRows: flagField(query, 'skipBadRows'),
      name: query.get('name') ?? undefined,
      language: choiceField(query, 'language', LANGUAGES),
    };
    const bytes = await readBody(request, BODY_LIMITS.timesheet);
    return ndjsonResponse((emit, signal) => {
      const job = follow({ ...settings, bytes, signal }, context, emit);
      context.jobs.add(job);
      return job;
    });
  },
};

async function follow(request: ImportRequest, context: ApiContext, emit: Emit): Promise<void> {
  try {
    emit({ event: 'result', result: await runImport(request, context, throttledProgress(emit, context.now)) });
  } catch (thrown) {
    emit({ event: 'error', error: faultFromThrown(thrown) });
  }
}
