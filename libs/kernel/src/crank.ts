import { problemOfEvent, type AuditEvent } from '@esta-logic/audit-log';
import {
  fail,
  faultOf,
  LIMITS,
  ok,
  type CrashPoint,
  type BroadcastOutcome,
  type Eventual,
  type Fault,
  type MessageType,
  type Reply,
  type Result,
  type SyscallName,
} from '@esta-logic/kernel-boundary';
import type { Delivery } from '@esta-logic/ipc-router';
import { openCollection, type Transaction } from '@esta-logic/storage';
import { CallTape, type CollectionPort, type CrankPort } from '@esta-logic/syscalls';
import type { CrankRecord } from '@esta-logic/journal';
import type { Call, CrankView, OutgoingMessage } from './crank-view.ts';
import { auditEvent, type LogEvent } from './log-event.ts';
import type { Post } from './post.ts';

/** The grammar wants a time; the record gets its own when it is sealed. */
const ANY_TIME = '2000-01-01T00:00:00.000Z';

/** Starts what is waited for; `wake` is to be called once with the reply. */
export type WaitBegin = (wake: (reply: Reply<string>) => void) => void;

/** How a crank meets the rest of the kernel while it runs. */
export interface CrankSurroundings {
  readonly post: Post;
  /** Says which answer is going to be waited for. Fault: call-cycle, when it could never come. */
  readonly calls: (call: Call) => Fault | undefined;
  /** Hands the core to another process until `wake` is called with the reply. */
  readonly wait: (begin: WaitBegin) => Promise<Reply<string>>;
  readonly reached: CrashPoint;
}

/**
 * One delivery, one transaction: everything that the guest does while it handles a message gathers here and leaves
 * together at commit, or not at all.
 */
export class Crank implements CrankPort, CrankView {
  readonly id: string;
  readonly delivery: Delivery;
  readonly process: string;
  readonly module: string;
  readonly tenantId: string;
  readonly transaction: Transaction;
  readonly outbox: OutgoingMessage[] = [];
  /** Compliance records of the guest, checked against the grammar of the log. */
  readonly audits: LogEvent[] = [];
  readonly tape = new CallTape((fault) => this.poison(fault));
  #collections: Map<string, CollectionPort> | undefined;
  /** System calls that were refused. */
  readonly denials: { readonly syscall: SyscallName; readonly fault: Fault }[] = [];
  readonly #surroundings: CrankSurroundings;
  /** What the instance's memory had seen when the guest began; a crank without a guest has seen nothing. */
  memory: CrankRecord['instance'] = { cranks: 0 };
  #calls = 0;
  #auditCharacters = 0;
  /** What the JSON of the guest's reply says; undefined when there is none that was looked into. */
  answer: unknown;
  /** Why the crank must fail whatever the guest answers. */
  poisoned: Fault | undefined;

  constructor(parts: {
    id: string;
    process: string;
    module: string;
    delivery: Delivery;
    tenantId: string;
    transaction: Transaction;
    surroundings: CrankSurroundings;
  }) {
    this.id = parts.id;
    this.process = parts.process;
    this.module = parts.module;
    this.delivery = parts.delivery;
    this.tenantId = parts.tenantId;
    this.transaction = parts.transaction;
    this.#surroundings = parts.surroundings;
  }

  /** Opened so far, by resource path. */
  get collections(): Map<string, CollectionPort> {
    return (this.#collections ??= new Map());
  }

  collection(service: string, name: string): CollectionPort {
    return openCollection(this.transaction, { tenantId: this.tenantId, service, collection: name });
  }

  send(target: string, type: MessageType, opcode: string, payload: string): Eventual<Result<string>> {
    if (this.outbox.length >= LIMITS.outboxMessagesPerCrank.value)
      return fail('quota-exceeded', `One message may send at most ${LIMITS.outboxMessagesPerCrank.value} others.`);
    const prepare = (): Result<OutgoingMessage> =>
      this.#surroundings.post.prepare(this, { target, type, opcode, payload }, `${this.id}.${this.outbox.length + 1}`);
    const prepared = prepare();
    return this.#surroundings.post.mayWait(this, prepared, target)
      ? this.#placed(target, prepare).then((later) => this.#outgoing(later))
      : this.#outgoing(prepared);
  }

  broadcast(opcode: string, payload: string): Result<string> {
    const targets = this.#surroundings.post.listeners(this, opcode);
    const places = LIMITS.outboxMessagesPerCrank.value - this.outbox.length;
    if (targets.length > places)
      return fail(
        'quota-exceeded',
        `A broadcast to ${targets.length} modules is more than the ${places} messages that this one may still send; nothing of it is sent.`,
      );
    return ok(JSON.stringify(targets.map((target) => this.#broadcastTo({ target, opcode, payload }))));
  }

  #broadcastTo(draft: {
    readonly target: string;
    readonly opcode: string;
    readonly payload: string;
  }): BroadcastOutcome {
    const id = `${this.id}.${this.outbox.length + 1}`;
    const sent = this.#outgoing(this.#surroundings.post.prepare(this, { ...draft, type: 'Event' }, id));
    const { target } = draft;
    return sent.ok
      ? { target, messageId: sent.value }
      : { target, fault: { code: sent.fault.code, message: sent.fault.message } };
  }

  #outgoing(prepared: Result<OutgoingMessage>): Result<string> {
    if (!prepared.ok) return prepared;
    this.outbox.push(prepared.value);
    return ok(prepared.value.delivery.envelope.metadata.messageId);
  }

  /** Waits, without the core, until the target's mailbox has a place. */
  async #placed(target: string, prepare: () => Result<OutgoingMessage>): Promise<Result<OutgoingMessage>> {
    const { post, wait } = this.#surroundings;
    let placed: Result<OutgoingMessage> | undefined;
    let left = false;
    const woken = await wait((wake) =>
      post.prepareWhenRoom(this, target, prepare, (later) => {
        placed = later;
        if (left && later.ok) giveBack(later.value);
        wake({ ok: true, payload: '', messageId: '' });
      }),
    );
    left = true;
    if (woken.ok) return placed!;
    if (placed?.ok) giveBack(placed.value);
    return { ok: false, fault: woken.error };
  }

  async call(target: string, opcode: string, payload: string): Promise<Result<string>> {
    if (this.#calls >= LIMITS.callsPerCrank.value)
      return fail('quota-exceeded', `One message may make at most ${LIMITS.callsPerCrank.value} calls.`);
    const ordinal = ++this.#calls;
    const prepare = (): Result<OutgoingMessage> =>
      this.#surroundings.post.prepareCall(this, { target, opcode, payload }, ordinal);
    let prepared = prepare();
    if (this.#surroundings.post.mayWait(this, prepared, target)) prepared = await this.#placed(target, prepare);
    if (!prepared.ok) return prepared;
    const outgoing = prepared.value;
    const { post, calls, wait, reached } = this.#surroundings;
    const circle = calls(outgoing.delivery);
    if (circle) {
      giveBack(outgoing);
      return { ok: false, fault: circle };
    }
    reached('calling');
    const reply = await wait((wake) => post.dispatch(outgoing, wake));
    reached('answered');
    return reply.ok ? ok(reply.payload) : { ok: false, fault: reply.error };
  }

  audit(record: unknown, characters: number): Result<void> {
    const most = LIMITS.auditCharactersPerCrank.value;
    if (this.#auditCharacters + characters > most)
      return fail(
        'quota-exceeded',
        `The audit records of one message may have ${most} characters in all; keep in state what is longer, and name it in the record.`,
      );
    const event = auditEvent(this, record);
    const problem = problemOfEvent({ ...event, time: ANY_TIME } as AuditEvent);
    if (problem !== undefined) return fail('invalid-argument', `The audit record cannot be kept: ${problem}.`);
    this.#auditCharacters += characters;
    this.audits.push(event);
    return ok(undefined);
  }

  denied(syscall: SyscallName, fault: Fault): void {
    if (this.denials.length < LIMITS.refusedCallsPerCrank.value) this.denials.push({ syscall, fault });
    else
      this.poison(
        faultOf(
          'quota-exceeded',
          `One message may make ${LIMITS.refusedCallsPerCrank.value} system calls that are refused; ${this.module} made more.`,
        ),
      );
  }

  /** Ids of the messages that it would send, in order. */
  sentIds(): string[] {
    return this.outbox.map(({ delivery }) => delivery.envelope.metadata.messageId);
  }

  poison(fault: Fault): void {
    this.poisoned ??= fault;
  }

  /** Forgets everything the guest did: its writes, and the places its messages had. */
  discard(): void {
    this.transaction.discard();
    this.outbox.forEach(giveBack);
  }
}

const giveBack = ({ mailbox, sender }: OutgoingMessage): void => mailbox.release(sender);
