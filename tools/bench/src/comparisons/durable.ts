import { mkdtempSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Comparison, Contestant, Effort, Running, Sample } from '../harness/contestant.ts';
import { inFlight } from '../harness/timing.ts';
import { guest, KIBIBYTE } from '../guests/manifests.ts';
import { KERNEL_ON_DISK, onKernel } from '../kernel/kernel-contestant.ts';

/** Disks answer in milliseconds: a round must see many of them. */
const ROUND_MILLISECONDS = 400;

/** How many are acknowledged in a second, so many in flight. */
async function perSecond(effort: Effort, width: number, act: () => unknown): Promise<Sample> {
  const longer = effort.milliseconds < 100 ? effort : { ...effort, milliseconds: ROUND_MILLISECONDS };
  const { count, milliseconds } = await inFlight(longer, width, act);
  return { value: (count * 1000) / milliseconds };
}

const decisions = (width: number): Contestant['open'] =>
  onKernel(
    () => [guest('native')],
    (bench, effort) => perSecond(effort, width, () => bench.ask('bench', 'bench.put', KIBIBYTE)),
    'disk',
  );

/** A row of 1 KiB in a table, a transaction each, with the same settings of SQLite as the kernel's driver. */
async function plainRows(effort: Effort): Promise<Running> {
  const directory = mkdtempSync(join(tmpdir(), 'esta-bench-'));
  const database = new DatabaseSync(join(directory, 'plain.db'));
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE rows (value TEXT NOT NULL)');
  const insert = database.prepare('INSERT INTO rows VALUES (?)');
  const text = JSON.stringify(KIBIBYTE);
  return {
    round: () => perSecond(effort, 1, () => insert.run(text)),
    close: () => {
      database.close();
      rmSync(directory, { recursive: true });
      return Promise.resolve();
    },
  };
}

/** Decisions whose effects would survive a power failure when their answer arrives. */
export const DURABLE: Comparison = {
  unit: 'per second',
  better: 'higher',
  subjects: [
    {
      key: 'commit.durable',
      what: 'commands that write 1 KiB, acknowledged when durable, 64 in flight',
      name: 'esta 64',
      ...KERNEL_ON_DISK,
      open: decisions(64),
    },
    {
      key: 'commit.durable.1',
      what: 'commands that write 1 KiB, acknowledged when durable, awaited one by one',
      name: 'esta 1',
      ...KERNEL_ON_DISK,
      open: decisions(1),
    },
  ],
  peers: [
    {
      name: 'node:sqlite',
      isolation: 'none: a row and a transaction each, nothing checked or recorded',
      durability: KERNEL_ON_DISK.durability,
      open: plainRows,
    },
  ],
};
