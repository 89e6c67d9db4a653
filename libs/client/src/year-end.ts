import { faultOf, KernelError, type Fault } from '@esta-logic/kernel-boundary';
import type { HttpCall } from './http-call.ts';
import { isFault } from './http-call.ts';
import type { YearEndProgress, YearEndReport } from './law-shapes.ts';
import { readNdjson } from './ndjson.ts';

type YearEndEvent =
  | YearEndProgress
  | { readonly event: 'result'; readonly result: YearEndReport }
  | { readonly event: 'error'; readonly error: Fault };

/** Follows a year end, page by page, to its report. Faults: any of the kernel's; driver-failed when the connection ends before. */
export async function followYearEnd(
  call: HttpCall,
  method: 'GET' | 'POST',
  path: string,
  onProgress: ((progress: YearEndProgress) => void) | undefined,
): Promise<YearEndReport> {
  const response = await call.open(method, path, { headers: { accept: 'application/x-ndjson' } });
  if (!response.body) throw cutShort();
  for await (const event of readNdjson(response.body)) {
    const known = event as YearEndEvent;
    if (known.event === 'progress') onProgress?.(known);
    else if (known.event === 'result') return known.result;
    else if (known.event === 'error' && isFault(known.error)) throw new KernelError(known.error);
  }
  throw cutShort();
}

const cutShort = (): KernelError =>
  new KernelError(
    faultOf(
      'driver-failed',
      'The connection ended before the year end was reported as done; run it again: what is closed stays as it is.',
    ),
  );
