import type { Given } from '../given.ts';
import type { FactSource } from './table-plan.ts';

/** An entry of hours on one day. */
export interface PlannedEvent {
  readonly used: boolean;
  readonly date: FactSource;
  readonly hours: FactSource;
}

/** The facts of `usable` that may differ from row to row. */
export interface UsableColumns {
  readonly size: FactSource;
  readonly hireDate: FactSource;
  readonly date: FactSource;
  readonly hours: FactSource;
  readonly events: readonly PlannedEvent[];
}

/** Finds those facts; undefined where the table varies anything else, or lists hours in another way than by day. */
export function usableColumns(columns: readonly string[], given: Given): UsableColumns | undefined {
  const found = new Set<string>();
  const source = (path: string, shared: unknown): FactSource => {
    found.add(path);
    return { column: columns.indexOf(path), shared };
  };
  const events: PlannedEvent[] = [];
  for (const [place, event] of (given.events ?? []).entries()) {
    if (event.type === 'shift' || !('date' in event)) return undefined;
    events.push({
      used: event.type === 'use',
      date: source(`events.${place}.date`, event.date),
      hours: source(`events.${place}.hours`, event.hours),
    });
  }
  const all = {
    size: source('employer.size', given.employer?.size),
    hireDate: source('employee.hireDate', given.employee?.hireDate),
    date: source('request.date', given.request?.date),
    hours: source('request.hours', given.request?.hours),
    events,
  };
  return columns.every((column) => found.has(column)) && new Set(columns).size === columns.length ? all : undefined;
}
