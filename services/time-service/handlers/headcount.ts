import type { Context } from '@esta-logic/service-sdk';
import type { PlainDate } from '@esta-logic/shared-types';

interface Headcount {
  /** Employees who worked in the latest week with any work. */
  readonly latest: number;
  readonly latestWeekOf?: PlainDate;
  /** Calendar year of the week's Monday → weeks with at least `threshold` employees. */
  readonly weeksAtThreshold: Readonly<Record<string, number>>;
}

/** Opcode `time.headcount`: what the size of the employer is told by when the employer has not stated it. */
export function headcount({ threshold, asOf }: { readonly threshold: number; readonly asOf?: PlainDate }, context: Context): Headcount {
  const weeksAtThreshold: Record<string, number> = {};
  let latest: { readonly weekOf: PlainDate; readonly count: number } | undefined;
  for (const [week, present] of context.db('weeks').each<readonly string[]>('')) {
    if (asOf !== undefined && week > asOf) break;
    const year = week.slice(0, 4);
    weeksAtThreshold[year] = (weeksAtThreshold[year] ?? 0) + (present.length >= threshold ? 1 : 0);
    latest = { weekOf: week as PlainDate, count: present.length };
  }
  return { latest: latest?.count ?? 0, ...(latest ? { latestWeekOf: latest.weekOf } : {}), weeksAtThreshold };
}
