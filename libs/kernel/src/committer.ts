import type { AuditEvent, AuditLog } from '@esta-logic/audit-log';
import {
  faultOf,
  type Clock,
  type Digest,
  type Fault,
  type Result,
  type StoreWrite,
} from '@esta-logic/kernel-boundary';
import type { Delivery } from '@esta-logic/ipc-router';
import { deadLetterKey, dedupKey, mailboxKey, type Store, type Transaction } from '@esta-logic/storage';
import type { Crank } from './crank.ts';
import { crankEvent, denialEvents, type LogEvent } from './log-event.ts';
import type { Process } from './process.ts';

/** Places in a mailbox's key space per crank: more than a crank may send. */
export const OUTBOX_STRIDE = 1024;

/** A crank whose batch has its place in the order of commits. */
export interface Sealed {
  readonly seq: number;
  /** Resolves once the batch is durable; rejects when storage failed, and then nothing of it happened. */
  readonly durable: Promise<void>;
  /** Mailbox records of the outbox, in order. */
  readonly storedKeys: readonly string[];
}

/** Turns the end of a crank into one atomic batch: state, outbox, mailbox, deduplication and audit leaf together. */
export class Committer {
  readonly #store: Store;
  readonly #log: AuditLog;
  readonly #clock: Clock;
  readonly #digest: Digest;
  readonly #encoder = new TextEncoder();

  constructor(parts: { store: Store; log: AuditLog; clock: Clock; digest: Digest }) {
    this.#store = parts.store;
    this.#log = parts.log;
    this.#clock = parts.clock;
    this.#digest = parts.digest;
  }

  /** Seals a crank that returned. Fault: conflict, when what it read was changed meanwhile; nothing is sealed then. */
  commit(process: Process, crank: Crank, reply: string): Result<Sealed> {
    const events = [
      crankEvent(process, crank, 'committed', reply, this.#hash),
      ...denialEvents(crank),
      ...crank.audits,
    ];
    const storedKeys: string[] = [];
    const sealed = this.#seal(crank.transaction, events, (seq) => [
      ...removal(crank.delivery),
      ...this.#outbox(crank, seq, storedKeys),
      ...remembered(crank, reply),
    ]);
    return sealed.ok ? { ok: true, value: { ...sealed.value, storedKeys } } : sealed;
  }

  /** Seals a crank that failed: nothing it did is kept, a stored message becomes a dead letter, the log says why. */
  abort(process: Process, crank: Crank, fault: Fault): Result<Sealed> {
    const events = [crankEvent(process, crank, fault.code, JSON.stringify(fault), this.#hash), ...denialEvents(crank)];
    return this.#sealWithout(crank.delivery, events, fault);
  }

  /** Seals a message that was never handled (it expired, or its target is gone). */
  bury(delivery: Delivery, fault: Fault): Result<Sealed> {
    const { source, target, opcode, metadata } = delivery.envelope;
    return this.#sealWithout(
      delivery,
      [{ kind: 'message.dead-lettered', messageId: metadata.messageId, source, target, opcode, outcome: fault.code }],
      fault,
    );
  }

  /** Seals records that are no crank: a boot, an installation, a grant. A function of writes gets the number of the first record. */
  note(
    events: readonly LogEvent[],
    writes: readonly StoreWrite[] | ((seq: number) => readonly StoreWrite[]) = [],
    transaction: Transaction = this.#store.begin(),
  ): Result<Pick<Sealed, 'seq' | 'durable'>> {
    return this.#seal(transaction, events, typeof writes === 'function' ? writes : () => writes);
  }

  #sealWithout(delivery: Delivery, events: readonly LogEvent[], fault: Fault): Result<Sealed> {
    const sealed = this.#seal(this.#store.begin(), events, (seq) => [
      ...removal(delivery),
      ...deadLetter(delivery, seq, fault),
    ]);
    return sealed.ok ? { ok: true, value: { ...sealed.value, storedKeys: [] } } : sealed;
  }

  /** Records are appended only after the store's last check, so the log never names a batch that was refused. */
  #seal(
    transaction: Transaction,
    events: readonly LogEvent[],
    writesOf: (seq: number) => readonly StoreWrite[],
  ): Result<Pick<Sealed, 'seq' | 'durable'>> {
    let seq = -1;
    const sealed = this.#store.seal(transaction, () => {
      const time = new Date(this.#clock.now()).toISOString();
      const appended = events.map((event) => this.#log.append({ ...event, time } as AuditEvent));
      seq = appended[0]!.seq;
      return [...writesOf(seq), ...appended.flatMap(({ writes }) => writes)];
    });
    return sealed.ok ? { ok: true, value: { seq, durable: sealed.value.durable } } : sealed;
  }

  #outbox(crank: Crank, seq: number, storedKeys: string[]): StoreWrite[] {
    return crank.outbox.map(({ delivery: { envelope, payload } }, ordinal) => {
      const key = mailboxKey(envelope.target, seq * OUTBOX_STRIDE + ordinal);
      storedKeys.push(key);
      return { key, value: JSON.stringify({ envelope, payload }) };
    });
  }

  readonly #hash = (text: string): string => this.#digest.blake3(this.#encoder.encode(text));
}

/** The message is done with: its mailbox record goes. */
const removal = ({ storedKey }: Delivery): StoreWrite[] =>
  storedKey === undefined ? [] : [{ key: storedKey, value: null }];

/** Only a message that nobody waits for becomes a dead letter; a waiting sender gets the fault itself. */
function deadLetter({ envelope, payload, storedKey }: Delivery, seq: number, fault: Fault): StoreWrite[] {
  return storedKey === undefined
    ? []
    : [{ key: deadLetterKey(seq), value: JSON.stringify({ envelope, payload, fault }) }];
}

/** The record by which a second message with the same idempotency key gets the first one's reply. */
function remembered(crank: Crank, reply: string): StoreWrite[] {
  const key = idempotencyRecordOf(crank.delivery, crank.tenantId);
  return key === undefined
    ? []
    : [{ key, value: JSON.stringify({ messageId: crank.delivery.envelope.metadata.messageId, reply }) }];
}

/** Where the reply of an exactly-once message is remembered, or undefined for other messages. */
export function idempotencyRecordOf(
  { envelope: { source, target, metadata } }: Delivery,
  tenantId: string,
): string | undefined {
  const { delivery, idempotencyKey } = metadata;
  return delivery === 'exactly-once' && idempotencyKey !== undefined
    ? dedupKey({ tenantId, target, source, idempotencyKey })
    : undefined;
}

export const storageFault = (cause: unknown): Fault =>
  faultOf(
    'storage-failed',
    `The storage provider failed, so nothing was decided: ${cause instanceof Error ? cause.message : String(cause)}`,
  );
