import type { JsonObject } from '@esta-logic/client';
import { table, type Column } from './table.ts';

const KIB = 2 ** 10;
const MIB = 2 ** 20;
const MILLION = 1e6;
const SECOND_MS = 1000;

interface ProcessColumn extends Column {
  /** `share` is the part of a processor that the process had between two looks, in percent. */
  readonly cell: (row: JsonObject, share: number) => string;
  /** Shown in the live view only: it tells of the moment, not of the whole time. */
  readonly live?: true;
}

const plain = (title: string, field: string, numeric = false): ProcessColumn => ({
  title,
  numeric,
  cell: (row) => String(row[field] ?? ''),
});

const measured = (title: string, text: (row: JsonObject, share: number) => string, live?: true): ProcessColumn => ({
  title,
  numeric: true,
  cell: text,
  ...(live ? { live } : {}),
});

const COLUMNS: readonly ProcessColumn[] = [
  plain('Process', 'id'),
  plain('Version', 'version'),
  plain('Priority', 'priority'),
  plain('State', 'state'),
  measured('CPU', (_, share) => `${share.toFixed(1)} %`, true),
  measured('CPU time', (row) => `${(numberIn(row, 'busyMilliseconds') / SECOND_MS).toFixed(2)} s`),
  measured('Memory', (row) => `${(numberIn(row, 'memoryBytes') / MIB).toFixed(1)} MiB`),
  plain('Queued', 'mailbox', true),
  plain('Cranks', 'cranks', true),
  plain('Faults', 'faults', true),
  measured('Messages/s', (row) => numberIn(lastSecondOf(row), 'messages').toFixed(0), true),
  measured('Fuel/s', (row) => `${(numberIn(lastSecondOf(row), 'fuel') / MILLION).toFixed(1)} M`, true),
  measured('Written/s', (row) => `${(numberIn(lastSecondOf(row), 'written') / KIB).toFixed(1)} KiB`, true),
  measured('Handles', (row) => String(numberIn(row, 'handles'))),
];

/** The processes as they are, in the order in which the kernel lists them. */
export function processTable(processes: readonly JsonObject[]): string {
  if (processes.length === 0) return 'No processes are running.';
  const columns = COLUMNS.filter(({ live }) => !live);
  return table(
    columns,
    processes.map((row) => columns.map(({ cell }) => cell(row, 0))),
  );
}

/** What a process did between two looks at it. */
export interface Look {
  readonly processes: readonly JsonObject[];
  /** Milliseconds of a clock that never goes back. */
  readonly at: number;
}

/** One frame of the live view: the busiest first. `before` is the look that the share of the CPU is counted from. */
export function processFrame(before: Look | undefined, now: Look): string {
  const share = (one: JsonObject): number => shareOf(one, before, now.at);
  const rows = [...now.processes].sort(
    (a, b) => share(b) - share(a) || numberIn(b, 'busyMilliseconds') - numberIn(a, 'busyMilliseconds'),
  );
  const states = ['running', 'ready', 'waiting', 'blocked', 'suspended', 'quarantined', 'failed', 'completed']
    .map((state) => [state, rows.filter((row) => row['state'] === state).length] as const)
    .filter(([, count]) => count > 0)
    .map(([state, count]) => `${count} ${state}`);
  const head = `${rows.length} processes: ${states.join(', ')}. Ctrl-C leaves.`;
  return `${head}\n\n${table(
    COLUMNS,
    rows.map((row) => COLUMNS.map(({ cell }) => cell(row, share(row)))),
  )}`;
}

function shareOf(one: JsonObject, before: Look | undefined, at: number): number {
  const earlier = before?.processes.find(({ id }) => id === one['id']);
  if (!before || !earlier || at <= before.at) return 0;
  return Math.max(
    0,
    (100 * (numberIn(one, 'busyMilliseconds') - numberIn(earlier, 'busyMilliseconds'))) / (at - before.at),
  );
}

/** What the kernel counted in the last full second (rule U1). */
const lastSecondOf = (row: JsonObject): JsonObject => (row['lastSecond'] ?? {}) as JsonObject;

const numberIn = (row: JsonObject, field: string): number => (typeof row[field] === 'number' ? row[field] : 0);
