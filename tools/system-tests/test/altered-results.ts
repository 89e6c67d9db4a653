import { join } from 'node:path';
import { directoryComponentStore, nodeDigest } from '@esta-logic/driver-node-host';
import { openSqlite } from '@esta-logic/driver-sqlite';
import { jcoTranspiler, nodeEvaluator } from '@esta-logic/jco-transpiler';
import {
  BatchReplayer,
  crankBatches,
  RecordedModules,
  Replayer,
  type BatchReport,
  type CrankBatch,
} from '@esta-logic/replay';

/** A system call as a record keeps it: name, arguments, and `[value]` or a fault. */
type StoredCall = [syscall: string, args: unknown[], result: unknown, state?: string];
interface StoredRecord {
  readonly calls: StoredCall[];
}

/** A call whose result the guest made use of, by its place in the batch. */
export interface ConsumedCall {
  readonly crank: number;
  readonly call: number;
}

/** Replays cranks of a data directory with one result of a system call altered. */
export interface Alterations {
  readonly consumed: readonly ConsumedCall[];
  /** The crank alone, with that result made longer, or with a page one entry shorter. */
  replayAltered(consumed: ConsumedCall): Promise<BatchReport>;
  close(): void;
}

export async function openAlterations(dataDir: string): Promise<Alterations> {
  const provider = openSqlite({ file: join(dataDir, 'kernel.db') });
  const digest = await nodeDigest();
  const modules = new RecordedModules({
    components: directoryComponentStore(dataDir),
    digest,
    transpiler: jcoTranspiler(),
    evaluator: nodeEvaluator(),
  });
  const { cranks, blobs } = (await crankBatches(provider).next()).value as CrankBatch;
  const hashOf = (text: string): string => digest.blake3(new TextEncoder().encode(text));
  return {
    consumed: cranks.flatMap(({ text }, crank) => {
      const { calls } = JSON.parse(text) as StoredRecord;
      return calls.flatMap((call, i) => (isConsumed(call, calls.slice(i + 1)) ? [{ crank, call: i }] : []));
    }),
    replayAltered: async ({ crank, call }) => {
      const { seq, text } = cranks[crank]!;
      const record = JSON.parse(text) as StoredRecord;
      const known = new Map(blobs);
      const textOf = (value: unknown): string =>
        typeof value === 'string' ? value : known.get((value as { blob: string }).blob)!;
      const stored = (value: string): unknown => {
        if (value.length <= 1024) return value;
        known.set(hashOf(value), value);
        return { blob: hashOf(value) };
      };
      record.calls[call]![2] = [
        altered((record.calls[call]![2] as [unknown])[0], (value) => stored(`${textOf(value)} `)),
      ];
      const replayer = new BatchReplayer(new Replayer(modules.load), digest);
      return replayer.replay({ cranks: [{ seq, text: JSON.stringify(record) }], blobs: known });
    },
    close: () => provider.close(),
  };
}

/** Answers with a value; an opened handle counts when a later call is made on it. */
function isConsumed([syscall, , result]: StoredCall, later: readonly StoredCall[]): boolean {
  if (!Array.isArray(result) || (result[0] === null && syscall !== 'sys.db.read')) return false;
  return !syscall.endsWith('.open') || later.some(([, args]) => args[0] === result[0]);
}

function altered(value: unknown, longer: (value: unknown) => unknown): unknown {
  if (value === null) return 'something';
  if (typeof value === 'number') return value + 1;
  return Array.isArray(value) ? (value.length > 0 ? value.slice(0, -1) : [['a', 'b']]) : longer(value);
}
