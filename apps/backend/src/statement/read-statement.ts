import type { LedgerEntry, LogHead } from '@esta-logic/client';
import { consistentPages } from '../http/consistent-pages.ts';
import { statementOf, type Statement } from './statement.ts';

/** One page of `compliance.ledger`, and the message that asked for it. */
export interface LedgerAnswer {
  readonly name: string | null;
  readonly entries: readonly LedgerEntry[];
  readonly revision?: number;
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
  const pages = await consistentPages(
    async (after: number | undefined = 0) => {
      const { payload, messageId } = await ask({ employee, asOf: to, after });
      return { ...payload, messageId };
    },
    ({ revision }) => revision,
  );
  const log = await logHead();
  const { name, messageId: receipt } = pages.at(-1)!;
  const entries = pages.flatMap((page) => page.entries);
  return statementOf({ employee, employer, name, from, to, entries, receipt, log });
}
