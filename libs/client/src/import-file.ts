import { followJob } from './follow-job.ts';
import type { HttpCall } from './http-call.ts';
import { queryString } from './query-string.ts';
import type { ImportOptions, ImportProgress, ImportResult } from './shapes.ts';

/** Text, bytes, a Blob or File, or a stream of bytes. */
export type Upload = string | Uint8Array | AsyncIterable<Uint8Array> | object;

export interface ImportControls {
  readonly onProgress?: (progress: ImportProgress) => void;
  /** An AbortSignal: leaving before the commit leaves nothing behind. */
  readonly signal?: unknown;
}

/**
 * Uploads one file and follows its import to the end.
 * Resolves with what happened, also when rows were refused (`result.error`).
 * Faults: invalid-file when the file is not a timesheet or employee list at all, payload-too-large, any of the kernel's.
 */
export async function importFile(
  call: HttpCall,
  file: Upload,
  options: ImportOptions,
  controls: ImportControls,
): Promise<ImportResult> {
  const { layout, dryRun, skipBadRows, name, language } = options;
  const query = queryString({
    layout,
    dryRun: dryRun ? '1' : undefined,
    skipBadRows: skipBadRows ? '1' : undefined,
    name,
    language,
  });
  const response = await call.open('POST', `/api/imports${query}`, {
    headers: { 'content-type': 'text/csv', accept: 'application/x-ndjson' },
    body: file,
    duplex: 'half',
    ...(controls.signal === undefined ? {} : { signal: controls.signal }),
  });
  return followJob(response, controls.onProgress, CUT_SHORT);
}

const CUT_SHORT =
  'The connection ended before the import was reported as done; import the same file again: rows are counted once.';
