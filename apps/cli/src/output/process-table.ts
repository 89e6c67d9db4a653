import type { JsonObject } from '@esta-logic/client';
import { table } from './table.ts';

const KIB = 1024;
const MILLION = 1e6;

const COLUMNS = [
  { title: 'process' },
  { title: 'version' },
  { title: 'priority' },
  { title: 'state' },
  { title: 'cpu %', numeric: true },
  { title: 'queued', numeric: true },
  { title: 'cranks', numeric: true },
  { title: 'faults', numeric: true },
  { title: 'msg/s', numeric: true },
  { title: 'Mfuel/s', numeric: true },
  { title: 'B written/s', numeric: true },
  { title: 'busy ms', numeric: true },
  { title: 'KiB', numeric: true },
  { title: 'handles', numeric: true },
];

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
    rows.map((row) => cells(row, share(row))),
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

const cells = (row: JsonObject, share: number): string[] => [
  String(row['id']),
  String(row['version']),
  String(row['priority']),
  String(row['state']),
  share.toFixed(1),
  String(row['mailbox']),
  String(row['cranks']),
  String(row['faults']),
  numberIn(lastSecondOf(row), 'messages').toFixed(0),
  (numberIn(lastSecondOf(row), 'fuel') / MILLION).toFixed(1),
  numberIn(lastSecondOf(row), 'written').toFixed(0),
  numberIn(row, 'busyMilliseconds').toFixed(0),
  (numberIn(row, 'memoryBytes') / KIB).toFixed(0),
  String(numberIn(row, 'handles')),
];

/** What the kernel counted in the last full second (rule U1). */
const lastSecondOf = (row: JsonObject): JsonObject => (row['lastSecond'] ?? {}) as JsonObject;

const numberIn = (row: JsonObject, field: string): number => (typeof row[field] === 'number' ? row[field] : 0);
