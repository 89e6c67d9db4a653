import type { KernelEvent, StorageProvider } from '@esta-logic/kernel-boundary';
import { AUDIT_LOG_KEYS } from '@esta-logic/storage';

/** Entries read from the store at a time. */
const PAGE = 5000;

/**
 * Counts a message where it enters and where the kernel says that it took it, ran it and committed it. A figure counts
 * only when all of these are equal: nothing that was measured went another way than a user's message.
 */
export class Tally {
  /** Messages given to `kernel.send`. */
  sent = 0;
  /** Calls that guests made to other guests. */
  calls = 0;
  #routed = 0;
  #ended = 0;

  readonly observe = (event: KernelEvent): void => {
    if (event.kind === 'message.accepted') this.#routed++;
    else if (event.kind === 'crank.committed' || event.kind === 'crank.aborted') this.#ended++;
  };

  /** Compares with the log: a record with its fuel for each message. @throws Error that names the counts that differ. */
  async check(provider: StorageProvider): Promise<void> {
    const { logged, metered } = await countCranks(provider);
    const handled = this.sent + this.calls;
    const counts = { routed: this.#routed + this.calls, committed: this.#ended, logged, metered };
    const wrong = Object.entries(counts).filter(([, count]) => count !== handled);
    if (wrong.length > 0)
      throw new Error(
        `${handled} messages were sent, but ${wrong.map(([name, count]) => `${name}: ${count}`).join(', ')}`,
      );
  }
}

/** Cranks in the audit log, and how many of them paid fuel. */
async function countCranks(provider: StorageProvider): Promise<{ readonly logged: number; readonly metered: number }> {
  const counts = { logged: 0, metered: 0 };
  for (let { from } = AUDIT_LOG_KEYS.records; ;) {
    const page = await provider.scan({ from, to: AUDIT_LOG_KEYS.records.to, limit: PAGE });
    for (const { value } of page) {
      const { kind, fuel } = JSON.parse(value) as { kind: string; fuel?: number };
      if (kind !== 'crank') continue;
      counts.logged++;
      if (Number(fuel) > 0) counts.metered++;
    }
    if (page.length < PAGE) return counts;
    from = `${page[page.length - 1]!.key}\u0000`;
  }
}
