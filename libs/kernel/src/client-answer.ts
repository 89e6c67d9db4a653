import type { Fault, Reply } from '@esta-logic/kernel-boundary';

/** What a client hears of its message. */
export interface ClientAnswer {
  readonly reply: Reply<string>;
  /** What the reply's JSON says, when that is known already. */
  readonly value: unknown;
}

/** The answer to a message that came to nothing. */
export const refusal = (error: Fault, messageId = ''): ClientAnswer => ({
  reply: { ok: false, error, messageId },
  value: undefined,
});
