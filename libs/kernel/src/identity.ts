import type { TraceContext } from '@esta-logic/kernel-boundary';

/**
 * Names without randomness: a boot's epoch (a durable counter) and a running number make every id unique in a data
 * directory, so a replay can make the same ones.
 *
 *   message id of a client   = epoch "-" n
 *   crank id                 = "k" epoch "-" n
 *   message id of a guest    = crank id "." ordinal
 *   trace id (W3C, 16 bytes) = epoch (8 hex digits) n (24 hex digits)
 */
export class Identity {
  readonly epoch: number;
  #messages = 0;
  #cranks = 0;
  #spans = 0;
  /** The epoch in 8 hexadecimal digits. */
  readonly #epochDigits: string;

  constructor(epoch: number) {
    this.epoch = epoch;
    this.#epochDigits = hex(epoch, 8);
  }

  /** The id and the trace of a message that starts a new causal tree. */
  nextRoot(): { readonly messageId: string; readonly trace: TraceContext } {
    const n = ++this.#messages;
    return { messageId: `${this.epoch}-${n}`, trace: this.trace(`${this.#epochDigits}${hex(n, 24)}`) };
  }

  nextCrank(): string {
    return `k${this.epoch}-${++this.#cranks}`;
  }

  /** A span of an existing tree. */
  trace(traceId: string): TraceContext {
    return { traceparent: `00-${traceId}-${this.#epochDigits}${hex(++this.#spans, 8)}-01` };
  }
}

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0').slice(-digits);
const rootTraceId = (epoch: number, n: number): string => `${hex(epoch, 8)}${hex(n, 24)}`;

/** The trace id that a client's message id stands for, or undefined for other ids. */
export function traceIdOfRoot(messageId: string): string | undefined {
  const match = /^(\d+)-(\d+)$/.exec(messageId);
  return match ? rootTraceId(Number(match[1]), Number(match[2])) : undefined;
}

/** The trace id within a `traceparent`. */
export const traceIdOf = (trace: TraceContext | undefined): string => trace?.traceparent.slice(3, 35) ?? '';
