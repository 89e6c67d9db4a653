import { Heap } from './heap.ts';
import { Line } from './line.ts';
import type { ProcessRow } from './process-table.ts';

const leastCpu = (a: ProcessRow, b: ProcessRow): boolean =>
  a.sliceKey < b.sliceKey || (a.sliceKey === b.sliceKey && a.order < b.order);
const isReady = (row: ProcessRow): boolean => row.state === 'ready';
const earliestDeadline = (a: ProcessRow, b: ProcessRow): boolean =>
  a.deadline < b.deadline || (a.deadline === b.deadline && leastCpu(a, b));

/** The ready processes of one priority. Its verbs cost O(log n). */
export class Equals {
  readonly #byCpu = new Heap<ProcessRow>({
    before: leastCpu,
    place: { of: (row) => row.cpuPlace, set: (row, place) => (row.cpuPlace = place) },
  });
  readonly #byDeadline = new Heap<ProcessRow>({
    before: earliestDeadline,
    place: { of: (row) => row.deadlinePlace, set: (row, place) => (row.deadlinePlace = place) },
  });
  readonly #byWait = new Line<ProcessRow>();
  #floor = 0;

  get size(): number {
    return this.#byCpu.size;
  }

  /** Back from waiting: who slept gets no credit for it, so that nobody is shut out by who comes back. */
  rejoin(row: ProcessRow): void {
    row.account = Math.max(row.account, this.#floor);
    row.sliceKey = row.account;
  }

  /** A slice of one of them went by while none of the others wanted it. */
  passed(row: ProcessRow): void {
    this.#floor = Math.max(this.#floor, Math.min(row.account, this.#byCpu.first()?.sliceKey ?? Infinity));
  }

  enter(row: ProcessRow): void {
    this.#byCpu.add(row);
    if (row.deadline !== Infinity) this.#byDeadline.add(row);
  }

  /** Picked, or not ready any more. */
  leave(row: ProcessRow): void {
    if (this.#byCpu.first() === row) this.#floor = Math.max(this.#floor, row.sliceKey);
    this.#byCpu.remove(row);
    this.#byDeadline.remove(row);
  }

  /** It begins to wait for a slice. Who was interrupted in one, or had a turn, still waits since the time it did before. */
  waits(row: ProcessRow, now: number, anew: boolean): void {
    if (!anew && row.waiting.taken) return;
    row.agingSince = now;
    this.#byWait.append(row.waiting);
  }

  /** It has had its slice, or wants none. */
  waitsNoMore(row: ProcessRow): void {
    this.#byWait.remove(row.waiting);
  }

  /** Whose turn it is: who has had the least CPU. */
  next(): ProcessRow | undefined {
    return this.#byCpu.first();
  }

  /** Who has the earliest deadline, unless it is already further ahead of its equals than `lead` milliseconds of CPU. */
  urgent(lead: number): ProcessRow | undefined {
    const row = this.#byDeadline.first();
    return row && row.sliceKey - this.#byCpu.first()!.sliceKey < lead ? row : undefined;
  }

  /** Who has waited longest for a slice. Those who run still stand in the line, at most one a core. */
  oldest(): ProcessRow | undefined {
    return this.#byWait.find(isReady);
  }
}
