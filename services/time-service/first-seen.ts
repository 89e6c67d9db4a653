import type { Context } from '@esta-logic/service-sdk';
import type { PlainDate } from '@esta-logic/shared-types';
import { employeeKey, type TimesheetRow } from './timesheet-row.ts';

interface Seen {
  readonly id: string;
  name?: string;
  hireDate: PlainDate;
}

const PER_MESSAGE = 5000;

/** Finds the employees of an import that employee-service has not heard of, or not of so early a day, and tells it. */
export class FirstSeen {
  readonly #context: Context;
  readonly #seen = new Map<string, Seen>();

  constructor(context: Context) {
    this.#context = context;
  }

  get employees(): number {
    return this.#seen.size;
  }

  /** Rows of one employee. */
  note(employee: string, rows: readonly TimesheetRow[]): void {
    const seen = this.#seen.get(employee) ?? this.#begin(employee, rows[0]!.date);
    for (let index = 0; index < rows.length; index += 1) {
      const row = rows[index]!;
      if (row.date < seen.hireDate) seen.hireDate = row.date;
      if (seen.name === undefined && row.name !== undefined) seen.name = row.name;
    }
  }

  #begin(id: string, hireDate: PlainDate): Seen {
    const seen: Seen = { id, hireDate };
    this.#seen.set(id, seen);
    return seen;
  }

  tell(): void {
    const collection = this.#context.db('seen');
    const news: Seen[] = [];
    for (const seen of this.#seen.values()) {
      const key = employeeKey(seen.id);
      const before = collection.read(key);
      if (before !== undefined && before <= seen.hireDate) continue;
      collection.write(key, seen.hireDate);
      news.push(seen);
    }
    for (let i = 0; i < news.length; i += PER_MESSAGE) {
      this.#context
        .channel('employees')
        .send('Command', 'employee.first-seen', { employees: news.slice(i, i + PER_MESSAGE) });
    }
  }
}
