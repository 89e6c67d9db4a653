import type { StoreWrite } from '@esta-logic/kernel-boundary';
import { GrowingHead, requireHead } from './head.ts';
import { fromHex, toHex } from './hex.ts';
import { CompactRange, leafHash, type Sha256 } from './merkle.ts';
import { encodeRecord, NO_RECORD_BEFORE, problemOfEvent, type AuditEvent, type AuditRecord } from './record.ts';

/** Where the log lives among the keys of its store; `AUDIT_LOG_KEYS` of `@esta-logic/storage` is one. */
export interface LogKeys {
  /** Keys of records sort as their numbers do. */
  readonly record: (seq: number) => string;
  readonly head: string;
  /** All keys of records, `to` exclusive. */
  readonly records: { readonly from: string; readonly to: string };
}

export interface LogOptions {
  readonly digest: Sha256;
  /** The value stored under `keys.head`; undefined for a log that has no record yet. */
  readonly head: string | undefined;
  readonly keys: LogKeys;
}

/** The size and the RFC 6962 root of the whole log: what a checkpoint signs. */
export interface LogHead {
  readonly size: number;
  readonly root: string;
}

export interface Appended {
  /** The number of records before this one. */
  readonly seq: number;
  readonly leafHash: string;
  /** They belong into the batch of what the record is about, so that neither exists without the other. */
  readonly writes: readonly StoreWrite[];
}

export interface AuditLog {
  /**
   * Counts the record in and gives its writes; it stores nothing. Call it when nothing can refuse the batch any more
   * (in the function that `store.seal` takes): a record that was counted and not stored breaks the log.
   * Throws a TypeError, before counting, for an event that is not of the grammar: that is a defect of the caller,
   * who checks what comes from guests with `problemOfEvent`.
   */
  append(event: AuditEvent): Appended;
  head(): LogHead;
}

/** @throws KernelError log-broken when the stored head is damaged. */
export function openLog({ digest, head, keys }: LogOptions): AuditLog {
  const stored = head === undefined ? undefined : requireHead(head);
  const range = new CompactRange(digest, stored?.size, stored?.roots.map(fromHex));
  const growing = new GrowingHead(stored?.last ?? NO_RECORD_BEFORE, stored?.roots ?? []);
  return {
    append: (event) => {
      const problem = problemOfEvent(event);
      if (problem !== undefined) throw new TypeError(`This ${event.kind} event cannot be recorded: ${problem}.`);
      const seq = range.size;
      const text = encodeRecord({ ...event, v: 1, seq, prev: growing.last } as AuditRecord);
      const leaf = leafHash(digest, text);
      const kept = range.append(leaf);
      growing.grow(kept, toHex(range.roots[kept] as Uint8Array), toHex(leaf));
      return {
        seq,
        leafHash: growing.last,
        writes: [
          { key: keys.record(seq), value: text },
          { key: keys.head, value: growing.encode(range.size) },
        ],
      };
    },
    head: () => ({ size: range.size, root: toHex(range.root()) }),
  };
}
