import type { ChannelHandle } from '@esta-logic/service-sdk';
import type { TimesheetRow } from './timesheet-row.ts';

type DayHours = [date: string, hours: string];

interface Entry {
  readonly employee: string;
  readonly work: DayHours[];
  readonly use: DayHours[];
}

/**
 * What accrual-engine is told of an import: one staged message per part, then one that publishes all of them. Messages
 * of one sender to one target keep their order, so the last one finds the others there.
 */
export class AccrualReport {
  readonly #importId: string;
  readonly #channel: ChannelHandle;
  #entries = new Map<string, Entry>();
  #parts = 0;

  constructor(importId: string, channel: ChannelHandle) {
    this.#importId = importId;
    this.#channel = channel;
  }

  /** Rows of one employee. */
  add(employee: string, rows: readonly TimesheetRow[]): void {
    let entry = this.#entries.get(employee);
    if (!entry) this.#entries.set(employee, (entry = { employee, work: [], use: [] }));
    const { work, use } = entry;
    for (let index = 0; index < rows.length; index += 1) {
      const row = rows[index]!;
      (row.kind === 'work' ? work : use).push([row.date, row.hours]);
    }
  }

  endOfPart(): void {
    if (this.#entries.size === 0) return;
    this.#channel.send('Command', 'accrual.hours.stage', {
      importId: this.#importId,
      part: this.#parts,
      entries: [...this.#entries.values()],
    });
    this.#parts++;
    this.#entries = new Map();
  }

  publish(): void {
    if (this.#parts > 0)
      this.#channel.send('Command', 'accrual.hours.publish', { importId: this.#importId, parts: this.#parts });
  }
}
