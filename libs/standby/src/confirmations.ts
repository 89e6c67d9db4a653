import type { HostLoop, KernelError } from '@esta-logic/kernel-boundary';

interface Waiting {
  readonly position: number;
  readonly resolve: () => void;
  readonly reject: (error: KernelError) => void;
  readonly giveUp: () => void;
}

/** Commits that wait for the standby, in the order of their positions. */
export class Confirmations {
  readonly #loop: Pick<HostLoop, 'after'>;
  readonly #milliseconds: number;
  readonly #tooLate: () => void;
  #waiting: Waiting[] = [];

  /** `tooLate` is called when one has waited for so long. */
  constructor(loop: Pick<HostLoop, 'after'>, milliseconds: number, tooLate: () => void) {
    this.#loop = loop;
    this.#milliseconds = milliseconds;
    this.#tooLate = tooLate;
  }

  /** Resolves when the standby has the position. */
  of(position: number): Promise<void> {
    const confirmed = new Promise<void>((resolve, reject) => {
      const giveUp = this.#loop.after(this.#milliseconds, this.#tooLate);
      this.#waiting.push({ position, resolve, reject, giveUp });
    });
    confirmed.catch(() => undefined);
    return confirmed;
  }

  /** The standby has everything up to a position. */
  upTo(position: number): void {
    while (this.#waiting[0] && this.#waiting[0].position <= position) {
      const { giveUp, resolve } = this.#waiting.shift()!;
      giveUp();
      resolve();
    }
  }

  /** None of them is ever confirmed. */
  refuse(failure: KernelError): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { giveUp, reject } of waiting) {
      giveUp();
      reject(failure);
    }
  }
}
