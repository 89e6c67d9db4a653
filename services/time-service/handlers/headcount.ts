import type { Context } from '@esta-logic/service-sdk';
import type { PlainDate } from '@esta-logic/shared-types';

interface Headcount {
  /** Employees who worked in the latest week with any work. */
  readonly latest: number;
  readonly latestWeekOf?: PlainDate;
  /** Calendar year of the week's Monday → weeks with at least `threshold` employees. */
  readonly weeksAtThreshold: Readonly<Record<string, number>>;
  /** Calendar year → weeks with any work. */
  readonly weeksOnRecord: Readonly<Record<string, number>>;
  /** Calendar year → Monday of the week that brought it to `weeks` weeks at the threshold, where it got there. */
  readonly weeksReachedOn: Readonly<Record<string, PlainDate>>;
}

interface HeadcountQuery {
  readonly threshold: number;
  readonly weeks?: number;
  readonly asOf?: PlainDate;
}

/** Opcode `time.headcount`: what the size of the employer is told by when the employer has not stated it. */
export function headcount({ threshold, weeks, asOf }: HeadcountQuery, context: Context): Headcount {
  const weeksAtThreshold: Record<string, number> = {};
  const weeksOnRecord: Record<string, number> = {};
  const weeksReachedOn: Record<string, PlainDate> = {};
  let latest: { readonly weekOf: PlainDate; readonly count: number } | undefined;
  for (const [week, present] of context.db('weeks').each<readonly string[]>('')) {
    if (asOf !== undefined && week > asOf) break;
    const year = week.slice(0, 4);
    const full = present.length >= threshold ? 1 : 0;
    weeksAtThreshold[year] = (weeksAtThreshold[year] ?? 0) + full;
    weeksOnRecord[year] = (weeksOnRecord[year] ?? 0) + 1;
    if (full > 0 && weeksAtThreshold[year] === weeks) weeksReachedOn[year] = week as PlainDate;
    latest = { weekOf: week as PlainDate, count: present.length };
  }
  return {
    latest: latest?.count ?? 0,
    ...(latest ? { latestWeekOf: latest.weekOf } : {}),
    weeksAtThreshold,
    weeksOnRecord,
    weeksReachedOn,
  };
}
