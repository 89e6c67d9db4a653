import type { LedgerEntry } from '@esta-logic/accrual-engine';
import { ledgerDecision, michigan2025, type Language, yearHours, type YearHours } from '@esta-logic/compliance-rules';
import type { Context } from '@esta-logic/service-sdk';
import { toFraction, type Employee, type Employer, type PlainDate, type Policy } from '@esta-logic/shared-types';
import { HoursBook } from '../hours-book.ts';
import { refuse } from '../refused.ts';
import { Revision } from '../revision.ts';

interface LedgerQuery {
  readonly employer: Employer;
  readonly policy: Policy;
  readonly employee: Employee & { readonly id: string };
  readonly asOf: PlainDate;
  readonly from?: PlainDate;
  /** Entries to pass over, as `next` of the page before said. */
  readonly after?: number;
  readonly limit?: number;
  readonly language?: Language;
}

/** `carriedOut` is null while the year is open. */
interface LedgerYear extends YearHours {
  readonly carriedOut: string | null;
  readonly forfeited: string;
}

interface LedgerPage {
  readonly employee: string;
  readonly entries: readonly LedgerEntry[];
  readonly years: readonly LedgerYear[];
  readonly warnings: readonly string[];
  /** Pages that say the same one come from the same hours. */
  readonly revision: number;
  readonly next?: number;
}

/** An entry is some 300 bytes of JSON: a page of them stays well below the largest payload. */
const PAGE = 1500;

/** Opcode `accrual.ledger`: every entry from `from` to `asOf`, in pages. All hours are recomputed from what was reported. */
export function ledger(
  { employer, policy, employee, asOf, from, after = 0, limit = PAGE, language = 'en' }: LedgerQuery,
  context: Context,
): LedgerPage {
  const { work, use, late } = new HoursBook(context.db('hours')).read(employee.id, asOf.slice(0, 4), true);
  const decision = ledgerDecision({
    employer,
    policy,
    employee,
    days: work,
    uses: use,
    late,
    asOf,
    pack: michigan2025,
    language,
  });
  if (!decision.ok) return refuse({ ...decision, message: `Employee ${employee.id}: ${decision.message}` });
  const all = from === undefined ? decision.ledger.entries : decision.ledger.entries.filter(({ date }) => date >= from);
  const end = after + Math.min(limit, PAGE);
  return {
    employee: employee.id,
    entries: all.slice(after, end),
    years: decision.ledger.years.filter(({ year }) => from === undefined || year.end >= from).map(sumsOf),
    warnings: decision.warnings,
    revision: new Revision(context).current,
    ...(end < all.length ? { next: end } : {}),
  };
}

type Years = Extract<ReturnType<typeof ledgerDecision>, { ok: true }>['ledger']['years'];

function sumsOf(year: Years[number]): LedgerYear {
  const { carriedOut, forfeited } = year;
  return {
    ...yearHours(year),
    carriedOut: carriedOut === null ? null : toFraction(carriedOut),
    forfeited: toFraction(forfeited),
  };
}
