import type { ComponentStore, Digest, Result } from '@esta-logic/kernel-boundary';
import type { FuelRules } from '@esta-logic/meter';
import type { CodePowers, CodeRequest, GuestCode } from './guest-code.ts';
import type { ModuleEvaluator } from './toolchain-ports.ts';

/** What a loader is made of. */
export interface LoaderPowers extends CodePowers {
  readonly components: ComponentStore;
  readonly digest: Digest;
  readonly evaluator: ModuleEvaluator;
  /** Runs `makeGuestCode` on another thread; without it code is made on this one, in turns with the host's loop. */
  readonly codeElsewhere?: (request: CodeRequest) => Promise<Result<GuestCode>>;
  /** The rules by which fuel may be counted, the newest first; default all that the meter knows. */
  readonly fuelRules?: readonly FuelRules[];
  /** Which of them count: a replay takes what its record names. The newest where it is absent or unknown. */
  readonly fuelVersion?: number;
}

export interface InstalledModule {
  readonly module: string;
  readonly version: string;
  /** `blake3-` and 64 hexadecimal digits. */
  readonly hash: string;
}

/** Runs one task after the other: what reads the lock, changes it and writes it back may not interleave. */
export type Turns = <T>(task: () => Promise<T>) => Promise<T>;

export function createTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const mine = last.then(task, task);
    last = mine.catch(() => undefined);
    return mine;
  };
}
