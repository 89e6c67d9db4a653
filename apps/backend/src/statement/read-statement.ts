import type { LedgerEntry, LogHead } from '@esta-logic/client';
import { statementOf, type Statement } from './statement.ts';

/** One page of `compliance.ledger`, and the message that asked for it. */
export interface LedgerAnswer {
  readonly name: string | null;
  readonly entries: readonly LedgerEntry[];
  readonly next?: number;
}

/** Asks for one page of the ledger: a kernel in this process, or one behind a client. */
export type AskLedger = (payload: object) => Promise<{ readonly payload: LedgerAnswer; readonly messageId: string }>;

export interface Period {
  readonly employee: string;
  readonly employer: string | null;
  readonly from: string;
  readonly to: string;
}

/** The statement of a period, from all pages of the ledger up to its last day. */
export async function readStatement(
  { employee, employer, from, to }: Period,
  ask: AskLedger,
  logHead: () => Promise<LogHead>,
): Promise<Statement> {
  const entries: LedgerEntry[] = [];
  for (let after = 0; ;) {
    const { payload, messageId } = await ask({ employee, asOf: to, after });
    entries.push(...payload.entries);
    if (payload.next === undefined) {
      const log = await logHead();
      return statementOf({ employee, employer, name: payload.name, from, to, entries, receipt: messageId, log });
    }
    after = payload.next;
  }
}
