import { followJob } from './follow-job.ts';
import type { HttpCall } from './http-call.ts';
import type { YearEndProgress, YearEndReport } from './law-shapes.ts';

/** Follows a year end, page by page, to its report. Faults: any of the kernel's; driver-failed when the connection ends before. */
export async function followYearEnd(
  call: HttpCall,
  method: 'GET' | 'POST',
  path: string,
  onProgress: ((progress: YearEndProgress) => void) | undefined,
): Promise<YearEndReport> {
  const response = await call.open(method, path, { headers: { accept: 'application/x-ndjson' } });
  return followJob(response, onProgress, CUT_SHORT);
}

const CUT_SHORT =
  'The connection ended before the year end was reported as done; run it again: what is closed stays as it is.';
