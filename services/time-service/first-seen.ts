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

  note({ employee, name, date }: TimesheetRow): void {
    const seen = this.#seen.get(employee);
    if (!seen) this.#seen.set(employee, { id: employee, hireDate: date, ...(name === undefined ? {} : { name }) });
    else {
      if (date < seen.hireDate) seen.hireDate = date;
      if (seen.name === undefined && name !== undefined) seen.name = name;
    }
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
