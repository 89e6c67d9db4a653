import { listWrites, type AuditEvent, type AuditLog, type CrankSections } from '@esta-logic/audit-log';
import type { JournalWriter } from '@esta-logic/journal';
import { faultOf, ok, type Digest, type Fault, type Result, type StoreWrite } from '@esta-logic/kernel-boundary';
import type { Delivery } from '@esta-logic/ipc-router';
import { deadLetterKey, mailboxKey, type Store, type Transaction } from '@esta-logic/storage';
import type { Answers } from './answers.ts';
import type { Crank } from './crank.ts';
import { outcomeOf, type CrankEnd } from './crank-end.ts';
import { crankRecord } from './crank-record.ts';
import { crankEvent, denialEvents } from './crank-events.ts';
import type { LogEvent } from './log-event.ts';
import type { Process } from './process.ts';
import type { WallClock } from './wall-clock.ts';

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

/** What is sealed together, besides what the records prove by what they say. */
interface Batch {
  /** At least one. */
  readonly events: readonly AuditEvent[];
  /** Writes that only their being listed proves. */
  readonly others: readonly StoreWrite[];
}

const NO_WRITES: readonly StoreWrite[] = [];

export interface CommitterParts {
  readonly store: Store;
  readonly log: AuditLog;
  readonly journal: JournalWriter;
  readonly digest: Pick<Digest, 'sha256Hex'>;
  readonly wallClock: WallClock;
  readonly answers: Answers;
  /** What the cranks of a process run under. */
  readonly terms: (process: Process) => string;
}

/** Turns the end of a crank into one atomic batch: state, outbox, mailbox, deduplication, record and audit leaf together. */
export class Committer {
  readonly #store: Store;
  readonly #log: AuditLog;
  readonly #journal: JournalWriter;
  readonly #digest: CommitterParts['digest'];
  readonly #wallClock: WallClock;
  readonly #answers: Answers;
  readonly #terms: CommitterParts['terms'];

  constructor({ store, log, journal, digest, wallClock, answers, terms }: CommitterParts) {
    this.#store = store;
    this.#log = log;
    this.#journal = journal;
    this.#digest = digest;
    this.#wallClock = wallClock;
    this.#answers = answers;
    this.#terms = terms;
  }

  /**
   * Seals a crank with its record. One that failed keeps nothing of what it did: a stored message becomes a dead letter, the
   * log says why. Fault: conflict, when what a crank that is kept read was changed meanwhile; nothing is sealed then.
   */
  seal(process: Process, crank: Crank, end: CrankEnd): Result<Sealed> {
    const { ok: isKept } = outcomeOf(end);
    const storedKeys: string[] = [];
    return this.#seal(
      isKept ? crank.transaction : this.#store.begin(),
      (time, seq, writes) => {
        const record = crankRecord(seq, time, process, crank, end);
        const { sections } = this.#journal.write(record, this.#terms(process), writes);
        return {
          events: eventsOf(process, crank, end, sections, time),
          others: isKept ? this.#kept(crank, end, time, seq, storedKeys) : leftOver(crank, end, seq),
        };
      },
      storedKeys,
    );
  }

  /** Seals a message that was never handled (it expired, or its target is gone). */
  bury(delivery: Delivery, fault: Fault): Result<Pick<Sealed, 'seq' | 'durable'>> {
    const { source, target, opcode, metadata } = delivery.envelope;
    return this.note(
      [{ kind: 'message.dead-lettered', messageId: metadata.messageId, source, target, opcode, outcome: fault.code }],
      (seq) => [...removal(delivery), ...deadLetter(delivery, seq, fault)],
    );
  }

  /** Seals records that are no crank: a boot, an installation, a grant. A function of writes gets the number of the first record. */
  note(
    events: readonly LogEvent[],
    writes: readonly StoreWrite[] | ((seq: number) => readonly StoreWrite[]) = NO_WRITES,
    transaction: Transaction = this.#store.begin(),
  ): Result<Pick<Sealed, 'seq' | 'durable'>> {
    return this.#seal(transaction, (time, seq) => ({
      events: events.map((event) => ({ ...event, time }) as AuditEvent),
      others: typeof writes === 'function' ? writes(seq) : writes,
    }));
  }

  /**
   * Records are made and appended only after the store's last check, so the log never names a batch that was refused.
   * `batchAt` adds to the writes what the records prove.
   */
  #seal(
    transaction: Transaction,
    batchAt: (time: string, seq: number, writes: StoreWrite[]) => Batch,
    storedKeys: readonly string[] = [],
  ): Result<Sealed> {
    let seq = -1;
    const sealed = this.#store.seal(transaction, () => {
      const writes: StoreWrite[] = [];
      seq = this.#log.size;
      const { events, others } = batchAt(this.#wallClock.attest(), seq, writes);
      for (const write of others) writes.push(write);
      let listed = others.length === 0 ? undefined : listWrites(this.#digest, others);
      for (const event of events) {
        this.#log.append(event, listed, writes);
        listed = undefined;
      }
      return writes;
    });
    return sealed.ok ? ok({ seq, durable: sealed.value.durable, storedKeys }) : sealed;
  }

  /** What a crank that is kept writes beside its state: its outbox, and its answer. */
  #kept(crank: Crank, end: CrankEnd, time: string, seq: number, storedKeys: string[]): readonly StoreWrite[] {
    const removed = removal(crank.delivery);
    const remembered = this.#answers.remember(crank, end, time);
    return crank.outbox.length === 0 && remembered.length === 0
      ? removed
      : [...removed, ...this.#outbox(crank, seq, storedKeys), ...remembered];
  }

  #outbox(crank: Crank, seq: number, storedKeys: string[]): StoreWrite[] {
    return crank.outbox.map(({ delivery: { envelope, payload } }, ordinal) => {
      const key = mailboxKey(envelope.target, seq * OUTBOX_STRIDE + ordinal);
      storedKeys.push(key);
      return { key, value: JSON.stringify({ envelope, payload }) };
    });
  }
}

/** What the log says of a crank: of itself, of calls that were refused, and what the guest said when it is kept. */
function eventsOf(
  process: Process,
  crank: Crank,
  end: CrankEnd,
  sections: CrankSections,
  time: string,
): readonly AuditEvent[] {
  const event = crankEvent(process, crank, end, sections, time);
  const said = end.fault || end.refused ? [] : crank.audits;
  if (crank.denials.length === 0 && said.length === 0) return [event];
  return [event, ...[...denialEvents(crank), ...said].map((one) => ({ ...one, time }) as AuditEvent)];
}

/** What a crank that failed leaves: its message, when nobody waits for an answer. */
function leftOver({ delivery }: Crank, end: CrankEnd, seq: number): readonly StoreWrite[] {
  const outcome = outcomeOf(end);
  return outcome.ok ? NO_WRITES : [...removal(delivery), ...deadLetter(delivery, seq, outcome.fault)];
}

/** The message is done with: its mailbox record goes. */
const removal = ({ storedKey }: Delivery): readonly StoreWrite[] =>
  storedKey === undefined ? NO_WRITES : [{ key: storedKey, value: null }];

/** Only a message that nobody waits for becomes a dead letter; a waiting sender gets the fault itself. */
function deadLetter({ envelope, payload, storedKey }: Delivery, seq: number, fault: Fault): StoreWrite[] {
  return storedKey === undefined
    ? []
    : [{ key: deadLetterKey(seq), value: JSON.stringify({ envelope, payload, fault }) }];
}

export const storageFault = (cause: unknown): Fault =>
  faultOf(
    'storage-failed',
    `The storage provider failed, so nothing was decided: ${cause instanceof Error ? cause.message : String(cause)}`,
  );
