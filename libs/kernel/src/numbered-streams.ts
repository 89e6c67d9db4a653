import { ReorderBuffer } from '@esta-logic/ipc-router';
import { LIMITS, type Clock, type HostLoop, type KernelObserver, type SendRequest } from '@esta-logic/kernel-boundary';
import { refusal, type ClientAnswer } from './client-answer.ts';

interface Waiting {
  readonly request: SendRequest;
  readonly answer: (reply: Promise<ClientAnswer>) => void;
}

export interface NumberedStreamsParts {
  readonly clock: Clock;
  readonly loop: HostLoop;
  readonly observe: KernelObserver;
  /** Takes a message whose turn it is. */
  readonly take: (request: SendRequest) => Promise<ClientAnswer>;
}

/** Puts the numbered messages of clients back into their order before they are taken (rule M9). */
export class NumberedStreams {
  readonly #parts: NumberedStreamsParts;
  readonly #buffer = new ReorderBuffer<Waiting>({
    held: LIMITS.streamMessagesHeld.value,
    streams: LIMITS.streams.value,
    patience: LIMITS.streamPatienceMilliseconds.value,
  });
  #cancel = (): void => undefined;

  constructor(parts: NumberedStreamsParts) {
    this.#parts = parts;
  }

  /** Resolves with the reply. Faults: duplicate-message, quota-exceeded, and those of taking it. */
  send(request: SendRequest): Promise<ClientAnswer> {
    return new Promise((answer) => {
      const offered = this.#buffer.offer(
        `${request.tenantId ?? ''}/${request.stream!}`,
        request.number!,
        { request, answer },
        this.#parts.clock.monotonic(),
      );
      if (offered.ok) this.#goOn(offered.value);
      else answer(Promise.resolve(refusal(offered.fault)));
    });
  }

  /** Nobody waits for missing messages any longer. */
  stop(): void {
    this.#giveUp(Infinity);
  }

  #goOn(items: readonly Waiting[]): void {
    for (const { request, answer } of items) answer(this.#parts.take(request));
    this.#cancel();
    const { nextTimeout } = this.#buffer;
    if (nextTimeout === Infinity) return;
    const wait = Math.max(0, nextTimeout - this.#parts.clock.monotonic());
    this.#cancel = this.#parts.loop.after(wait, () => this.#giveUp(this.#parts.clock.monotonic()));
  }

  #giveUp(now: number): void {
    for (const { items, firstMissing, lastMissing } of this.#buffer.due(now)) {
      // The name of a stream is the client's: it may say something personal.
      this.#parts.observe({ kind: 'stream.gap', firstMissing, lastMissing });
      this.#goOn(items);
    }
    this.#goOn([]);
  }
}
