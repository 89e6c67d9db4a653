import { createApi, type Handle } from '../api.ts';
import { createImportTurns } from '../import/import-turns.ts';
import type { ReadTimesheet } from '../import/timesheet-file.ts';
import { VERSION } from '../version.ts';
import { createDeadLetterWatch, type DeadLetterWatch } from './dead-letter-watch.ts';
import { createJobs, type Jobs } from './jobs.ts';
import type { KernelPort } from './kernel-port.ts';

export interface ApiSurroundings {
  /** Milliseconds since the epoch; a kernel of the past has a clock of its own. */
  readonly now: () => number;
  readonly deadLetters?: DeadLetterWatch;
  readonly jobs?: Jobs;
  readonly pageDirectory?: string | undefined;
}

const readTimesheet: ReadTimesheet = async (bytes, options) =>
  (await import('../import/read-timesheet-file.ts')).readTimesheetFile(bytes, options);

/** The API over a kernel that is booted already, wherever it keeps its state. */
export function apiOver(
  kernel: KernelPort,
  { now, deadLetters = createDeadLetterWatch(), jobs = createJobs(), pageDirectory }: ApiSurroundings,
): Handle {
  return createApi({
    kernel,
    deadLetters,
    jobs,
    pageDirectory,
    readTimesheet,
    version: VERSION,
    now,
    turn: () => new Promise((done) => setImmediate(done)),
    importTurns: createImportTurns(),
  });
}
