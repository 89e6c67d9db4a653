import { CLIENT_SOURCE } from '@esta-logic/kernel-boundary';
import type { Delivery } from './delivery.ts';

/**
 * What a pool of processes behind one mailbox may take side by side. The messages of one module, or of one numbered
 * stream of clients, with one priority are a lane: they start in their order, and while a Command or an Event of a lane is
 * in hand, none behind it starts, so that they also take effect in their order. What clients send without a number has no
 * order among itself beyond that of its starts.
 */
export class Lanes {
  readonly #held = new Map<string, Delivery>();

  /** Whether a queued message may start now. */
  mayStart(delivery: Delivery): boolean {
    return this.#held.size === 0 || this.blockerOf(delivery) === undefined;
  }

  /** The message in hand that keeps a queued one from starting. */
  blockerOf(delivery: Pick<Delivery, 'envelope' | 'stream'>): Delivery | undefined {
    const lane = laneOf(delivery);
    return lane === undefined ? undefined : this.#held.get(lane);
  }

  /** A message is taken in hand. */
  begin(delivery: Delivery): void {
    const lane = holds(delivery) ? laneOf(delivery) : undefined;
    if (lane !== undefined) this.#held.set(lane, delivery);
  }

  /** It was committed, or has failed. */
  end(delivery: Delivery): void {
    const lane = holds(delivery) ? laneOf(delivery) : undefined;
    if (lane !== undefined) this.#held.delete(lane);
  }
}

const holds = ({ envelope }: Delivery): boolean => envelope.type !== 'Query';

function laneOf({ envelope, stream }: Pick<Delivery, 'envelope' | 'stream'>): string | undefined {
  const { source, metadata } = envelope;
  if (source !== CLIENT_SOURCE) return `${metadata.priority} ${source}`;
  return stream === undefined ? undefined : `${metadata.priority} ${CLIENT_SOURCE} ${stream}`;
}
