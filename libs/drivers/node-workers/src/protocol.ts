import type { GuestEnvelope, Result, SyscallHost } from '@esta-logic/kernel-boundary';

/** A version of a module, by the hashes that it was verified against. */
export interface ModuleKey {
  readonly hash: string;
  readonly manifestHash: string;
}

export const keyOf = ({ hash, manifestHash }: ModuleKey): string => `${hash} ${manifestHash}`;

export interface Fuel {
  readonly units: number;
  readonly stackSlots: number;
}

/** From the kernel's thread to a worker. */
export type ToWorker =
  | { readonly kind: 'load'; readonly request: number; readonly id: string; readonly key: ModuleKey }
  /** Makes an instance that is ready for `handle`, to see that the module starts. */
  | {
      readonly kind: 'prepare';
      readonly request: number;
      readonly key: ModuleKey;
      readonly instance: number | undefined;
    }
  | {
      readonly kind: 'handle';
      readonly run: number;
      readonly key: ModuleKey;
      /** Of a stateful module: the instance whose memory it keeps. Any fresh one otherwise. */
      readonly instance: number | undefined;
      readonly envelope: GuestEnvelope;
      readonly fuel: Fuel;
    }
  /** What a call could not be answered with at once. */
  | { readonly kind: 'answer'; readonly call: number; readonly answer: Answer }
  /** Nobody uses that instance any more. */
  | { readonly kind: 'forget'; readonly instance: number };

/** From a worker to the kernel's thread. */
export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'loaded'; readonly request: number; readonly result: Result<void> }
  | { readonly kind: 'prepared'; readonly request: number; readonly result: Result<number> }
  | {
      readonly kind: 'done';
      readonly run: number;
      readonly result: Result<string>;
      readonly fuelUsed: number;
      readonly memoryBytes: number;
    }
  /** The host failed under the guest. */
  | { readonly kind: 'failed'; readonly run: number; readonly reason: string }
  /** Answered over the port of answers, while the worker waits. */
  | {
      readonly kind: 'call';
      readonly run: number;
      readonly call: number;
      readonly name: CallName;
      readonly args: readonly unknown[];
    };

/** What a guest asks of the kernel's thread: a system call, or more fuel. */
export type CallName = keyof SyscallHost | 'refill';

export type Answer =
  | { readonly value: unknown }
  /** The call threw: a defect, or what a guest cannot be told as a result. */
  | { readonly thrown: string }
  /** It comes later, as a message of its own. */
  | { readonly later: true };
