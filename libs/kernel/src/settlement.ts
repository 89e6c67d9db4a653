/**
 * Counts, per causal tree, the messages that are on their way or being handled. A tree is settled when none is left:
 * everything that its root caused has been committed or has been reported as failed.
 */
export class Settlement {
  readonly #parked: () => number;
  readonly #open = new Map<string, number>();
  readonly #waiting = new Map<string, (() => void)[]>();
  #total = 0;
  #drained: (() => void)[] = [];

  /** `parked`: how many of the open messages nobody handles before an operator lets a process go on. */
  constructor(parked: () => number = () => 0) {
    this.#parked = parked;
  }

  get open(): number {
    return this.#total;
  }

  begin(traceId: string): void {
    this.#total++;
    this.#open.set(traceId, (this.#open.get(traceId) ?? 0) + 1);
  }

  end(traceId: string): void {
    const left = (this.#open.get(traceId) ?? 0) - 1;
    this.#total--;
    if (left > 0) this.#open.set(traceId, left);
    else {
      this.#open.delete(traceId);
      wake(this.#waiting.get(traceId));
      this.#waiting.delete(traceId);
    }
    this.recheck();
  }

  /** Looks again whether anything is left that will happen by itself. */
  recheck(): void {
    if (this.#drained.length === 0 || !this.#idle()) return;
    wake(this.#drained);
    this.#drained = [];
  }

  /** Resolves when the tree has nothing open; at once when it is unknown or done. */
  settled(traceId: string): Promise<void> {
    if (!this.#open.has(traceId)) return Promise.resolve();
    return new Promise((resolve) => {
      this.#waiting.set(traceId, [...(this.#waiting.get(traceId) ?? []), resolve]);
    });
  }

  /** Resolves when nothing is open that will happen by itself: at most messages that wait for a held process. */
  drained(): Promise<void> {
    return this.#idle() ? Promise.resolve() : new Promise((resolve) => this.#drained.push(resolve));
  }

  #idle(): boolean {
    return this.#total === 0 || this.#total <= this.#parked();
  }
}

function wake(waiting: readonly (() => void)[] | undefined): void {
  for (const resolve of waiting ?? []) resolve();
}
