import {
  DEFAULT_TENANT,
  faultOf,
  KernelError,
  type ComponentStore,
  type Digest,
  type StoreWrite,
} from '@esta-logic/kernel-boundary';
import { failureOf, stateWritesOf, type CrankRecord } from '@esta-logic/journal';
import { auditKey, dedupKey, RANGES } from '@esta-logic/storage';
import type { JournalReader } from './crank-batch.ts';
import { installations, type RecordedInstallation } from './past-modules.ts';
import { readCranks } from './read-cranks.ts';
import type { CrankToReplay } from './replayer.ts';
import {
  decodeSnapshot,
  encodeSnapshot,
  snapshotName,
  snapshotsUpTo,
  type Snapshot,
  type SnapshotStore,
} from './snapshot.ts';

/** What had come about when the record `seq` had been written. */
export interface Past {
  readonly seq: number;
  /** What services had stored, with the replies that are remembered by idempotency key, as the store keeps them. */
  readonly state: ReadonlyMap<string, string>;
  readonly modules: readonly RecordedInstallation[];
}

export interface PastSources {
  readonly reader: JournalReader;
  readonly components: ComponentStore;
  readonly digest: Pick<Digest, 'sha256Hex'>;
  /** Where folding leaves snapshots, and begins at them. */
  readonly snapshots?: SnapshotStore;
}

export interface FoldOptions {
  /** Folds from the first crank, and compares with the snapshots on the way. */
  readonly refold?: boolean;
  /** A snapshot may come after each so many records of the log (10,000). */
  readonly every?: number;
}

const EVERY = 10_000;

/** @throws KernelError log-broken, not-found; hash-mismatch when a snapshot is not what the cranks come to. */
export async function pastAsOf(
  sources: PastSources,
  seq: number,
  { refold = false, every = EVERY }: FoldOptions = {},
): Promise<Past> {
  const base = refold ? undefined : await newestSnapshot(sources, seq);
  const fold = new Fold(sources, base);
  const last = Math.min(seq, await lastRecord(sources.reader));
  while (fold.next <= last) {
    const boundary = fold.next - (fold.next % every) + every - 1;
    await fold.upTo(Math.min(last, boundary));
    if (boundary <= last) await keepSnapshot(sources, fold, refold);
  }
  return { seq, state: fold.state, modules: [...fold.modules.values()] };
}

async function newestSnapshot(sources: PastSources, seq: number): Promise<Snapshot | undefined> {
  const { snapshots, digest } = sources;
  if (!snapshots) return undefined;
  for (const number of await snapshotsUpTo(snapshots, seq)) {
    const bytes = await snapshots.read(snapshotName(number));
    const snapshot = bytes && decodeSnapshot(digest, new TextDecoder().decode(bytes));
    if (snapshot?.seq === number && snapshot.leaf === (await leafOf(sources, number))) return snapshot;
  }
  return undefined;
}

async function leafOf({ reader, digest }: PastSources, seq: number): Promise<string> {
  return digest.sha256Hex((await reader.get(auditKey(seq))) ?? '');
}

async function lastRecord(reader: JournalReader): Promise<number> {
  const [last] = await reader.scan({ ...RANGES.audit, limit: 1, reverse: true });
  return last ? Number(last.key.slice(RANGES.audit.from.length)) : -1;
}

/**
 * Keeps what was folded, where it is due. A snapshot costs as much as the state is large, so the next one comes after a
 * quarter as many records as the last one has entries: all of them together are no larger than five such states, and
 * folding on from one takes not much longer than reading it.
 */
async function keepSnapshot(sources: PastSources, fold: Fold, compare: boolean): Promise<void> {
  const { snapshots, digest } = sources;
  const seq = fold.next - 1;
  if (!snapshots || seq - fold.snapshotSeq < fold.snapshotSize / 4) return;
  fold.snapshotSeq = seq;
  fold.snapshotSize = fold.state.size;
  const snapshot = { seq, leaf: await leafOf(sources, seq), entries: fold.state, modules: [...fold.modules.values()] };
  const text = encodeSnapshot(digest, snapshot);
  if (text === undefined) return;
  const name = snapshotName(seq);
  const kept = compare ? await snapshots.read(name) : undefined;
  if (kept && new TextDecoder().decode(kept) !== text)
    throw new KernelError(
      faultOf('hash-mismatch', `The snapshot ${name} is not what the records up to ${seq} come to; delete it.`),
    );
  try {
    if (!kept) await snapshots.write(name, new TextEncoder().encode(text));
  } catch {
    // A directory that cannot be written, such as an auditor's copy: the next fold takes as long as this one.
  }
}

/** State and modules, from one record of the log to another. */
class Fold {
  readonly state: Map<string, string>;
  readonly modules: Map<string, RecordedInstallation>;
  readonly #sources: PastSources;
  /** The next record to fold. */
  next: number;
  /** The last record of the last snapshot; -1 before the first. */
  snapshotSeq: number;
  /** Its entries. */
  snapshotSize: number;

  constructor(sources: PastSources, base: Snapshot | undefined) {
    this.#sources = sources;
    this.state = base?.entries ?? new Map<string, string>();
    this.modules = new Map(base?.modules.map((installed) => [installed.module, installed]));
    this.snapshotSeq = base?.seq ?? -1;
    this.snapshotSize = this.state.size;
    this.next = this.snapshotSeq + 1;
  }

  async upTo(last: number): Promise<void> {
    const { reader, components } = this.#sources;
    for (const installed of await installations(reader, components, this.next, last))
      this.modules.set(installed.module, installed);
    for await (const cranks of readCranks(reader, { from: this.next, to: last + 1, wanted: mayChangeState }))
      for (const crank of cranks) this.#take(crank);
    this.next = last + 1;
  }

  #take({ record, terms }: CrankToReplay): void {
    for (const { key, value } of [...stateWritesOf(record, terms), ...remembered(record)]) {
      if (value === null) this.state.delete(key);
      else this.state.set(key, value);
    }
  }
}

const CHANGES = /"sys\.db\.[wdt]|"delivery":"exactly-once"/;
/** Whether a stored record writes, deletes, or is remembered. */
const mayChangeState = (text: string): boolean => CHANGES.test(text);

/** As the kernel writes it when an exactly-once message commits: a second one with the same key gets this reply. */
function remembered(record: CrankRecord): readonly StoreWrite[] {
  const { source, target, metadata } = record.envelope;
  const { delivery, idempotencyKey, messageId, tenantId = DEFAULT_TENANT } = metadata;
  if (delivery !== 'exactly-once' || idempotencyKey === undefined) return [];
  if (failureOf(record) !== undefined || record.ended.how === 'recalled') return [];
  return [
    {
      key: dedupKey({ tenantId, target, source, idempotencyKey }),
      value: JSON.stringify({ messageId, reply: record.reply, at: record.time }),
    },
  ];
}
