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

const MAY_DIFFER = new Set(['employer.size', 'employee.hireDate', 'request.date', 'request.hours']);

/** Whether the fact with this path may be one of {@link UsableColumns}. */
export function mayDiffer(fact: string): boolean {
  return MAY_DIFFER.has(fact) || (fact.startsWith('events.') && (fact.endsWith('.date') || fact.endsWith('.hours')));
}

/**
 * Finds those facts; undefined where the table varies anything else, or lists hours in another way than by day. A fact
 * that all of the `count` cases share, as it stands in `given`, is a column of one value.
 */
export function usableColumns(columns: readonly CaseColumn[], given: Given, count: number): UsableColumns | undefined {
  const byFact = new Map(columns.map((column) => [column.fact, column]));
  let found = 0;
  const onlyOne = new Array<number>(count).fill(0);
  const at = (path: string, shared: unknown): FactColumn => {
    const column = byFact.get(path);
    if (column === undefined) return { values: [shared], codes: onlyOne, shared: true };
    found += 1;
    return { values: column.values, codes: column.codes, shared: false };
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
  return found === columns.length ? all : undefined;
}
