import {
  CLIENT_SOURCE,
  fail,
  LIMITS,
  ok,
  type CompiledOpcode,
  type DecodedManifest,
  type Fault,
  type MessageType,
  type ProcessPriority,
  type Result,
} from '@esta-logic/kernel-boundary';
import { Expiries } from './expiry.ts';
import { Mailbox, UNRATIONED } from './mailbox.ts';
import { checkPayloadText, checkPayloadValue, checkReplyText } from './validate-payload.ts';

/** Where a message is going and how: what is checked before the payload is looked at. */
export interface Route {
  readonly source: string;
  readonly target: string;
  readonly type: MessageType;
  readonly opcode: string;
  /** Modules that would wait for the answer; empty for `send`. */
  readonly callers: readonly string[];
  /** The tenant that a client names; clients of different tenants are different senders. */
  readonly tenantId?: string | undefined;
}

export type Payload = { readonly value: unknown } | { readonly text: string };

/** A message that passed every check and has a place in its target's mailbox. */
export interface Admission {
  readonly payload: string;
  readonly mailbox: Mailbox;
  /** Whose credit it has: given back with `mailbox.release` or `mailbox.settled`. */
  readonly sender: string;
}

/** What bounds one sender. */
export interface RouterOptions {
  /** The part of a mailbox that one sender may fill: above 0, at most 1; without it nothing bounds a single sender. */
  readonly senderShare?: number;
}

interface Endpoint {
  readonly id: string;
  readonly decoded: DecodedManifest;
  readonly mailbox: Mailbox;
}

/** Names to mailboxes. It admits or refuses; the kernel decides when an admitted message is pushed. */
export class IpcRouter {
  readonly #endpoints = new Map<string, Endpoint>();
  readonly #refused = new Map<string, Fault>();
  readonly #expiries = new Expiries();
  readonly #senderShare: number | undefined;

  constructor({ senderShare }: RouterOptions = {}) {
    this.#senderShare = senderShare;
  }

  /** Queued messages of all mailboxes whose time is bounded. */
  get expiries(): Expiries {
    return this.#expiries;
  }

  /** Opens an endpoint, or gives an existing one a new manifest; queued messages stay. */
  open(id: string, decoded: DecodedManifest): Mailbox {
    const existing = this.#endpoints.get(id);
    const { limits, priority, overflow } = decoded.manifest;
    const capacity = limits?.mailboxCapacity ?? defaultCapacity(priority);
    const credits = this.#senderShare === undefined ? undefined : Math.ceil(capacity * this.#senderShare);
    const mailbox = existing?.mailbox ?? new Mailbox({ capacity, overflow, credits, expiries: this.#expiries });
    this.#endpoints.set(id, { id, decoded, mailbox });
    this.#refused.delete(id);
    return mailbox;
  }

  /** Makes an endpoint that answers every message with the reason why its module was refused. */
  refuse(id: string, fault: Fault): void {
    this.#endpoints.delete(id);
    this.#refused.set(id, fault);
  }

  /** Takes no more messages for an endpoint; those that are queued, and the places that are reserved, stay. */
  shut(id: string, fault: Fault): void {
    this.#refused.set(id, fault);
  }

  /** Takes messages again for an endpoint that was shut. */
  reopen(id: string): void {
    this.#refused.delete(id);
  }

  mailboxOf(id: string): Mailbox | undefined {
    return this.#endpoints.get(id)?.mailbox;
  }

  /**
   * The checks at the kernel boundary, in order: target, opcode and type, call cycle, size, schema, room. On success a
   * place in the mailbox is reserved, to be pushed to or released.
   * Faults: unknown-target, unknown-opcode, call-cycle, payload-too-large, invalid-payload, mailbox-full, or the fault
   * for which the target was refused.
   */
  admit(route: Route, payload: Payload): Result<Admission> {
    const refused = this.#refused.get(route.target);
    if (refused) return { ok: false, fault: refused };
    const endpoint = this.#endpoints.get(route.target);
    if (!endpoint)
      return fail('unknown-target', `There is no module "${route.target}"; \`esta modules\` lists what is installed.`);
    const opcode = endpoint.decoded.opcodes.get(route.opcode);
    if (!opcode)
      return fail(
        'unknown-opcode',
        `The module ${route.target} has no opcode "${route.opcode}"; its manifest lists ${[...endpoint.decoded.opcodes.keys()].join(', ')}.`,
      );
    if (!opcode.types.has(route.type))
      return fail(
        'unknown-opcode',
        `The opcode ${route.opcode} of ${route.target} takes ${[...opcode.types].join(' or ')}, not ${route.type}.`,
      );
    const cycle = findCycle(route);
    if (cycle) return cycle;
    const checked = check(payload, opcode, endpoint);
    if (!checked.ok) return checked;
    const sender = senderOf(route.source, route.tenantId);
    const { mailbox } = endpoint;
    return mailbox.reserve(sender) ? ok({ payload: checked.value.text, mailbox, sender }) : noPlace(route, mailbox);
  }

  /** Whether a target takes an opcode as that type of message. */
  accepts(target: string, opcode: string, type: MessageType): boolean {
    return this.#endpoints.get(target)?.decoded.opcodes.get(opcode)?.types.has(type) ?? false;
  }

  /** The modules that a broadcast of an opcode goes to: those that take it as an Event, in the order of their names. */
  listeners(opcode: string): readonly string[] {
    return [...this.#endpoints.keys()]
      .filter((id) => !this.#refused.has(id) && this.accepts(id, opcode, 'Event'))
      .sort();
  }

  /** Checks that a reply is JSON of a bounded size and depth, and against the schema that the callee's manifest declares, if it does; gives what its JSON says. Fault: handler-failed. */
  checkReply(target: string, opcode: string, reply: string): Result<unknown> {
    const check = this.#endpoints.get(target)?.decoded.opcodes.get(opcode)?.reply;
    return checkReplyText(reply, check, `The reply of ${target} to ${opcode} does not match its manifest`);
  }

  /** Messages queued and places reserved over all mailboxes: both 0 when nothing is going on. */
  load(): { readonly queued: number; readonly reserved: number } {
    let [queued, reserved] = [0, 0];
    for (const { mailbox } of this.#endpoints.values()) {
      queued += mailbox.length;
      reserved += mailbox.reserved;
    }
    return { queued, reserved };
  }
}

/** Who has credits: a module, or the clients of a tenant. Where no tenants are named there is nobody to ration clients for. */
export function senderOf(source: string, tenantId: string | undefined): string {
  if (source !== CLIENT_SOURCE) return source;
  return tenantId === undefined ? UNRATIONED : `${CLIENT_SOURCE}/${tenantId}`;
}

const noPlace = ({ source, target }: Route, { hasRoom, capacity }: Mailbox): Result<never> =>
  fail(
    'mailbox-full',
    hasRoom
      ? `${source} has as many messages under way to ${target} as one sender may; send more when some are answered.`
      : `The mailbox of ${target} holds ${capacity} messages and takes no more now; retry later.`,
  );

function findCycle({ callers, target }: Route): Result<never> | undefined {
  if (callers.includes(target))
    return fail('call-cycle', `${[...callers, target].join(' → ')} would wait for itself; use send instead of call.`);
  if (callers.length > LIMITS.callDepth.value)
    return fail(
      'call-cycle',
      `A chain of more than ${LIMITS.callDepth.value} calls is not allowed: ${callers.join(' → ')}.`,
    );
  return undefined;
}

function check(payload: Payload, opcode: CompiledOpcode, { id, decoded }: Endpoint): Result<{ readonly text: string }> {
  const limit = decoded.manifest.limits?.payloadBytes ?? LIMITS.payloadBytes.value;
  return 'text' in payload
    ? checkPayloadText(payload.text, opcode, limit, id)
    : checkPayloadValue(payload.value, opcode, limit, id);
}

function defaultCapacity(priority: ProcessPriority): number {
  if (priority === 'system') return LIMITS.mailboxCapacitySystem.value;
  return priority === 'high' || priority === 'realtime'
    ? LIMITS.mailboxCapacityHigh.value
    : LIMITS.mailboxCapacity.value;
}
