import type { Eventual, Result } from '@esta-logic/kernel-boundary';
import { type CallAccount, callHost, chargeAnswer, failed } from '../call-account.ts';
import type { GuestMemory } from './guest-memory.ts';
import type { GuestText } from './guest-text.ts';

/** What a call tells the shim: whether it has answered. */
export const DONE = 0;
export const PENDING = 1;

/** The call that a guest waits for; at most one, since a guest has one stack. */
export interface Waiting {
  promise: Promise<void> | undefined;
}

/** Where a guest's calls get their answers: in its memory, now or when the host has finished. */
export class Answers {
  readonly #memory: GuestMemory;
  readonly #text: GuestText;
  readonly #account: CallAccount;
  readonly #waiting: Waiting;

  constructor(memory: GuestMemory, text: GuestText, account: CallAccount, waiting: Waiting) {
    this.#memory = memory;
    this.#text = text;
    this.#account = account;
    this.#waiting = waiting;
  }

  /**
   * Makes a call of the host, which costs by `characters`, and writes its `result<T, fault>` to `at`: the case there,
   * its payload `payload` bytes on, a value by `store`.
   */
  give<T>(
    run: () => Eventual<Result<T>>,
    characters: number,
    at: number,
    store: (value: T, at: number) => void,
    payload = 4,
  ): number {
    const address = at >>> 0;
    const result = callHost(this.#account, run, characters);
    if (result instanceof Promise) {
      this.#waiting.promise = result.then(
        (later) => this.#write(later, address, store, payload),
        (problem) => failed(this.#account, problem),
      );
      return PENDING;
    }
    this.#write(result, address, store, payload);
    return DONE;
  }

  #write<T>(result: Result<T>, at: number, store: (value: T, at: number) => void, payload: number): void {
    if (result.ok) {
      chargeAnswer(this.#account, result.value);
      this.#memory.setUint8(at, 0);
      store(result.value, at + payload);
      return;
    }
    this.#memory.setUint8(at, 1);
    this.#memory.setUint32(at + payload, result.fault.code);
    this.#text.lower(result.fault.message, at + payload + 4);
  }
}
