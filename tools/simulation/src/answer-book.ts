import type { DedupWindow, Delivery } from '@esta-logic/ipc-router';
import { hold } from './violation.ts';

/** The stored answers of exactly-once messages, as the committing transactions keep them. */
export class AnswerBook {
  readonly #window: DedupWindow;
  readonly #stored = new Map<string, number>();
  /** When each key was last handled, and whether its answer was pushed out since. */
  readonly #handled = new Map<string, { readonly at: number; pushedOut: boolean }>();

  constructor(window: DedupWindow) {
    this.#window = window;
  }

  /** Whether the message was answered before, so that no guest runs. */
  recalls(delivery: Delivery, now: number): boolean {
    const key = keyOf(delivery);
    const at = key === undefined ? undefined : this.#stored.get(key);
    return at !== undefined && this.#window.covers(at, now);
  }

  commit(delivery: Delivery, now: number): void {
    const key = keyOf(delivery);
    if (key === undefined || this.recalls(delivery, now)) return;
    const before = this.#handled.get(key);
    hold(
      before === undefined || before.pushedOut || !this.#window.covers(before.at, now),
      'Q8',
      () => `${key} was handled at ${before?.at} and again at ${now}`,
    );
    this.#stored.set(key, now);
    this.#handled.set(key, { at: now, pushedOut: false });
    const scope = delivery.envelope.target;
    for (const out of this.#window.remember(scope, key, now)) {
      hold(this.#stored.delete(out), 'Q8', () => `${out} fell out, but was not stored`);
      this.#handled.get(out)!.pushedOut = true;
    }
  }
}

const keyOf = ({ envelope: { target, metadata } }: Delivery): string | undefined =>
  metadata.idempotencyKey === undefined ? undefined : `${target}/${metadata.tenantId}/${metadata.idempotencyKey}`;
