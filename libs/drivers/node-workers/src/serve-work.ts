import { parentPort } from 'node:worker_threads';
import { fail, type Result } from '@esta-logic/kernel-boundary';

/** A piece of work for the thread. */
export interface WorkMessage {
  readonly number: number;
  readonly request: unknown;
}

/** What became of it. */
export interface DoneMessage {
  readonly number: number;
  readonly result: Result<unknown>;
}

/**
 * Does the work of a {@link WorkThread}, for ever. To be called once, by the thread's entry module. `handedOver`: buffers of
 * an answer that need not stay here; they are moved, all else is copied.
 */
export function serveWork<Request, Answer>(
  work: (request: Request) => Promise<Result<Answer>>,
  handedOver: (answer: Answer) => readonly ArrayBuffer[] = () => [],
): void {
  const port = parentPort!;
  port.on('message', ({ number, request }: WorkMessage) => {
    void done(work, request as Request).then((result) => {
      const message: DoneMessage = { number, result };
      port.postMessage(message, result.ok ? [...new Set(handedOver(result.value))] : []);
    });
  });
}

/** What the work throws is a defect of the host. */
async function done<Request, Answer>(
  work: (request: Request) => Promise<Result<Answer>>,
  request: Request,
): Promise<Result<Answer>> {
  try {
    return await work(request);
  } catch (problem) {
    return fail('driver-failed', `Work on another thread failed: ${String(problem)}`);
  }
}
