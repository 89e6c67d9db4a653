/**
 * How many messages of one sender may be under way to one target at once: a sender that does not wait cannot fill a
 * mailbox alone. A credit is spent when a message is accepted and comes back when it has been handled or has failed.
 */
export class SenderCredits {
  readonly #perSender: number;
  readonly #spent = new Map<string, number>();

  /** @throws RangeError unless `perSender` is a whole number of at least 1. */
  constructor(perSender: number) {
    if (!Number.isSafeInteger(perSender) || perSender < 1)
      throw new RangeError(`${perSender} credits are not a whole number of at least 1`);
    this.#perSender = perSender;
  }

  /** Takes one credit of the sender; false when it has none left, and then nothing changes. */
  spend(sender: string): boolean {
    const spent = this.#spent.get(sender) ?? 0;
    if (spent >= this.#perSender) return false;
    this.#spent.set(sender, spent + 1);
    return true;
  }

  /** Gives one credit back. What was never spent is not given back. */
  restore(sender: string): void {
    const spent = this.#spent.get(sender) ?? 0;
    if (spent > 1) this.#spent.set(sender, spent - 1);
    else this.#spent.delete(sender);
  }

  left(sender: string): number {
    return this.#perSender - (this.#spent.get(sender) ?? 0);
  }

  /** Senders with messages under way: 0 when nothing is. */
  get senders(): number {
    return this.#spent.size;
  }
}
