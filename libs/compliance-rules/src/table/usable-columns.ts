import type { Given } from '../given.ts';

/** An entry of hours on one day: the places of its date and hours in a row. */
export interface EventColumns {
  readonly used: boolean;
  readonly date: number;
  readonly hours: number;
}

/** Where a row has the facts of `usable` that may differ from row to row. */
export interface UsableColumns {
  readonly size: number;
  readonly hireDate: number;
  readonly date: number;
  readonly hours: number;
  readonly events: readonly EventColumns[];
  /** Values of the facts that all rows share; appended to a row they have places too. */
  readonly shared: readonly unknown[];
}

/** Finds those facts; undefined where the table varies anything else, or lists hours in another way than by day. */
export function usableColumns(columns: readonly string[], given: Given): UsableColumns | undefined {
  const found = new Set<string>();
  const shared: unknown[] = [];
  const placeOf = (path: string, value: unknown): number => {
    found.add(path);
    const place = columns.indexOf(path);
    return place < 0 ? columns.length + shared.push(value) - 1 : place;
  };
  const events: EventColumns[] = [];
  for (const [place, event] of (given.events ?? []).entries()) {
    if (event.type === 'shift' || !('date' in event)) return undefined;
    events.push({
      used: event.type === 'use',
      date: placeOf(`events.${place}.date`, event.date),
      hours: placeOf(`events.${place}.hours`, event.hours),
    });
  }
  const places = {
    size: placeOf('employer.size', given.employer?.size),
    hireDate: placeOf('employee.hireDate', given.employee?.hireDate),
    date: placeOf('request.date', given.request?.date),
    hours: placeOf('request.hours', given.request?.hours),
  };
  if (!columns.every((column) => found.has(column)) || new Set(columns).size !== columns.length) return undefined;
  return { ...places, events, shared };
}
