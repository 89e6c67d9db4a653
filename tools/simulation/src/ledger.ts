import type { Delivery } from '@esta-logic/ipc-router';
import { hold } from './violation.ts';

interface Entry {
  readonly lane: string;
  /** Order of being queued. */
  readonly number: number;
  started: boolean;
}

const laneOf = ({ envelope: { source, target, metadata }, stream = '' }: Delivery): string =>
  `${source} ${stream} > ${target} ${metadata.priority}`;
export const idOf = ({ envelope }: Delivery): string => envelope.metadata.messageId;

/** Where every message that was accepted is: what the router and the scheduler do is checked against it. */
export class Ledger {
  readonly #open = new Map<string, Entry>();
  readonly #lastStarted = new Map<string, number>();
  #queued = 0;

  accepted(delivery: Delivery): void {
    hold(!this.#open.has(idOf(delivery)), 'I9', () => `${idOf(delivery)} was accepted twice`);
    this.#open.set(idOf(delivery), { lane: laneOf(delivery), number: ++this.#queued, started: false });
  }

  started(delivery: Delivery, now: number): void {
    const entry = this.#entry(delivery);
    hold(!entry.started, 'I9', () => `${idOf(delivery)} was started twice`);
    hold(
      now < delivery.expiresAt,
      'Q7',
      () => `${idOf(delivery)} was started at ${now}, after its ${delivery.expiresAt}`,
    );
    const last = this.#lastStarted.get(entry.lane) ?? 0;
    hold(entry.number > last, 'Q11', () => `${idOf(delivery)} of ${entry.lane} was started after a later message`);
    entry.started = true;
    this.#lastStarted.set(entry.lane, entry.number);
  }

  /** It has been answered, or its failure was reported. */
  ended(delivery: Delivery): void {
    this.#entry(delivery);
    this.#open.delete(idOf(delivery));
  }

  get open(): number {
    return this.#open.size;
  }

  /** Messages accepted so far. */
  get accepts(): number {
    return this.#queued;
  }

  #entry(delivery: Delivery): Entry {
    const entry = this.#open.get(idOf(delivery));
    hold(entry !== undefined, 'I9', () => `${idOf(delivery)} ended, or was handled, although it had ended before`);
    return entry;
  }
}
