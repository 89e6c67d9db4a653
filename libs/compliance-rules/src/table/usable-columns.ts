import type { Given } from '../given.ts';
import type { CaseColumn } from './case-table.ts';

/** Values of a fact and, for each case, the place of its own among them. */
export interface FactColumn extends Pick<CaseColumn, 'values' | 'codes'> {
  /** True for a fact that all cases share: the one value. */
  readonly shared: boolean;
}

/** An entry of hours on one day. */
export interface EventColumns {
  readonly used: boolean;
  readonly date: FactColumn;
  readonly hours: FactColumn;
}

/** The facts of `usable` that may differ from case to case. */
export interface UsableColumns {
  readonly size: FactColumn;
  readonly hireDate: FactColumn;
  readonly date: FactColumn;
  readonly hours: FactColumn;
  readonly events: readonly EventColumns[];
}

/**
 * Finds those facts; undefined where the table varies anything else, or lists hours in another way than by day. A fact
 * that all of the `count` cases share, as it stands in `given`, is a column of one value.
 */
export function usableColumns(columns: readonly CaseColumn[], given: Given, count: number): UsableColumns | undefined {
  const found = new Set<string>();
  const onlyOne = new Array<number>(count).fill(0);
  const at = (path: string, shared: unknown): FactColumn => {
    found.add(path);
    const column = columns.find(({ fact }) => fact === path);
    return column === undefined
      ? { values: [shared], codes: onlyOne, shared: true }
      : { values: column.values, codes: column.codes, shared: false };
  };
  const events: EventColumns[] = [];
  for (const [index, event] of (given.events ?? []).entries()) {
    if (event.type === 'shift' || !('date' in event)) return undefined;
    events.push({
      used: event.type === 'use',
      date: at(`events.${index}.date`, event.date),
      hours: at(`events.${index}.hours`, event.hours),
    });
  }
  const all = {
    size: at('employer.size', given.employer?.size),
    hireDate: at('employee.hireDate', given.employee?.hireDate),
    date: at('request.date', given.request?.date),
    hours: at('request.hours', given.request?.hours),
    events,
  };
  const known = columns.every(({ fact }) => found.has(fact));
  return known && new Set(columns.map(({ fact }) => fact)).size === columns.length ? all : undefined;
}
