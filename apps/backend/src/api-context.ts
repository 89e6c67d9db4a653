import type { DeadLetterWatch } from './deployment/dead-letter-watch.ts';
import type { Jobs } from './deployment/jobs.ts';
import type { KernelPort } from './deployment/kernel-port.ts';
import type { ImportTurns } from './import/import-turns.ts';
import type { ReadTimesheet } from './import/timesheet-file.ts';

/** What the routes stand on. */
export interface ApiContext {
  readonly kernel: KernelPort;
  /** Version of this deployment, for `GET /api/health`. */
  readonly version: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Lets the event loop turn, so that a long import does not keep others waiting. */
  readonly turn: () => Promise<void>;
  readonly readTimesheet: ReadTimesheet;
  readonly deadLetters: DeadLetterWatch;
  readonly importTurns: ImportTurns;
  /** Imports under way. */
  readonly jobs: Jobs;
  /** The built web page, where there is one. */
  readonly pageDirectory?: string | undefined;
}
