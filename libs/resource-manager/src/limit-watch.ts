import type { Usage } from './usage-book.ts';

/** What a process may use in a second; undefined for what is not bounded. */
export interface RateLimits {
  readonly fuel?: number | undefined;
  readonly messages?: number | undefined;
  /** UTF-8 bytes written. */
  readonly written?: number | undefined;
}

export type LimitAction = 'throttle' | 'suspend' | 'terminate';

export interface Judgement {
  readonly action: LimitAction;
  /** What was too much, in words. */
  readonly what: string;
  /** How long a throttled process stands until its average is within its limit: milliseconds, at most a second. */
  readonly milliseconds: number;
}

/** Seconds over a limit after which more is done than to throttle, and seconds within it after which all is forgotten. */
export const STRIKES = { suspend: 10, terminate: 30, forgottenAfter: 60 } as const;

const UNITS: Readonly<Record<keyof RateLimits, string>> = {
  fuel: 'units of fuel',
  messages: 'messages',
  written: 'bytes written',
};
const SECOND = 1000;

interface Standing {
  strikes: number;
  quiet: number;
}

/**
 * What is done about processes that use more than their limits: a second over one is made up for by standing still;
 * who goes on is suspended until somebody looks, and who still goes on after that is ended.
 */
export class LimitWatch {
  readonly #records = new Map<string, Standing>();

  /** A second of a process is over; undefined when nothing needs to be done. */
  judge(process: string, used: Usage, limits: RateLimits): Judgement | undefined {
    const over = worst(used, limits);
    const record = this.#records.get(process) ?? { strikes: 0, quiet: 0 };
    if (!over) {
      if (record.strikes > 0 && ++record.quiet >= STRIKES.forgottenAfter) this.#records.delete(process);
      return undefined;
    }
    record.strikes++;
    record.quiet = 0;
    this.#records.set(process, record);
    const milliseconds = Math.min(SECOND, (over.ratio - 1) * SECOND);
    return { action: actionAt(record.strikes), what: over.what, milliseconds };
  }

  forget(process: string): void {
    this.#records.delete(process);
  }
}

function actionAt(strikes: number): LimitAction {
  if (strikes >= STRIKES.terminate) return 'terminate';
  return strikes % STRIKES.suspend === 0 ? 'suspend' : 'throttle';
}

function worst(used: Usage, limits: RateLimits): { readonly ratio: number; readonly what: string } | undefined {
  let found: { readonly ratio: number; readonly what: string } | undefined;
  for (const name of Object.keys(UNITS) as (keyof RateLimits)[]) {
    const limit = limits[name];
    if (limit === undefined || used[name] <= limit) continue;
    const ratio = used[name] / limit;
    if (!found || ratio > found.ratio)
      found = { ratio, what: `${used[name]} ${UNITS[name]} in a second; its limit is ${limit}` };
  }
  return found;
}
