import type { Given } from '../given.ts';

/** Where a fact stands: its place in a row, or (-1) among the facts that all rows share. */
export interface FactPlace {
  readonly place: number;
  readonly shared: unknown;
}

/** An entry of hours on one day. */
export interface EventPlaces {
  readonly used: boolean;
  readonly date: FactPlace;
  readonly hours: FactPlace;
}

/** Where the facts of `usable` are that may differ from row to row. */
export interface UsableColumns {
  readonly size: FactPlace;
  readonly hireDate: FactPlace;
  readonly date: FactPlace;
  readonly hours: FactPlace;
  readonly events: readonly EventPlaces[];
}

export function factAt({ place, shared }: FactPlace, row: readonly unknown[]): unknown {
  return place < 0 ? shared : row[place];
}

/** Finds those facts; undefined where the table varies anything else, or lists hours in another way than by day. */
export function usableColumns(columns: readonly string[], given: Given): UsableColumns | undefined {
  const found = new Set<string>();
  const at = (path: string, shared: unknown): FactPlace => {
    found.add(path);
    return { place: columns.indexOf(path), shared };
  };
  const events: EventPlaces[] = [];
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
  return columns.every((column) => found.has(column)) && new Set(columns).size === columns.length ? all : undefined;
}
