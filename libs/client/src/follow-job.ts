import { faultOf, KernelError, type Fault } from '@esta-logic/kernel-boundary';
import type { ResponseLike } from './fetch-like.ts';
import { isFault } from './http-call.ts';
import { readNdjson } from './ndjson.ts';

/** What the server says of a job while it does it: how far it is, and in the end what came of it. */
export type JobEvent<Progress, Done> =
  Progress | { readonly event: 'result'; readonly result: Done } | { readonly event: 'error'; readonly error: Fault };

/**
 * Follows a job to its end and gives its result.
 * Faults: the job's own; driver-failed, with the sentence `cutShort`, when the connection ends before.
 */
export async function followJob<Progress extends { readonly event: 'progress' }, Done>(
  { body }: ResponseLike,
  onProgress: ((progress: Progress) => void) | undefined,
  cutShort: string,
): Promise<Done> {
  for await (const event of body ? readNdjson(body) : []) {
    const known = event as JobEvent<Progress, Done>;
    if (known.event === 'progress') onProgress?.(known);
    else if (known.event === 'result') return known.result;
    else if (known.event === 'error' && isFault(known.error)) throw new KernelError(known.error);
  }
  throw new KernelError(faultOf('driver-failed', cutShort));
}
