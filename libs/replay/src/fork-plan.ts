import {
  CLIENT_SOURCE,
  faultOf,
  KernelError,
  unwrap,
  type ComponentStore,
  type SendRequest,
  type StoreWrite,
} from '@esta-logic/kernel-boundary';
import { Journal, type CrankRecord } from '@esta-logic/journal';
import { crankKey, mailboxKey, RANGES } from '@esta-logic/storage';
import type { JournalReader } from './crank-batch.ts';
import { installations, type RecordedInstallation } from './past-modules.ts';

/** What came from outside after the fork, in the order of its commits. */
export type ForkEvent =
  | { readonly kind: 'message'; readonly seq: number; readonly time: number; readonly request: SendRequest }
  | { readonly kind: 'installation'; readonly seq: number; readonly version: RecordedInstallation };

export interface ForkPlan {
  /** The last record before anything of the message that is forked. */
  readonly before: number;
  readonly time: number;
  readonly events: readonly ForkEvent[];
  /** Messages between services that were on their way at the fork, as their mailboxes kept them. */
  readonly underWay: readonly StoreWrite[];
}

/** Reads what is to be run again from the crank `seq` on. @throws KernelError not-found, invalid-argument, log-broken. */
export async function planFork(reader: JournalReader, components: ComponentStore, seq: number): Promise<ForkPlan> {
  const first = await firstOfTrace(reader, seq);
  const events: ForkEvent[] = [];
  const records: CrankRecord[] = [];
  const seen = new Set<string>();
  let end = seq;
  for await (const crank of new Journal(reader).cranks({ from: first })) {
    const { record } = unwrap(crank);
    end = record.seq;
    records.push(record);
    if (record.envelope.source === CLIENT_SOURCE && !seen.has(record.envelope.metadata.messageId)) {
      seen.add(record.envelope.metadata.messageId);
      events.push(messageEvent(record));
    }
  }
  for (const version of await installations(reader, components, first, end))
    events.push({ kind: 'installation', seq: version.seq, version });
  events.sort((a, b) => a.seq - b.seq);
  const start = events.find((event) => event.seq === seq);
  if (start?.kind !== 'message') throw await notFromOutside(reader, seq);
  return { before: first - 1, time: start.time, events, underWay: messagesUnderWay(records) };
}

const TRACE = /"traceparent":"00-([0-9a-f]{32})-/;
/** Cranks that a message can have caused before its own commits: the calls that it made, and those that these made. */
const LOOK_BACK = 4096;

/** The first crank of the same causal tree: what a crank calls commits before it. */
async function firstOfTrace(reader: JournalReader, seq: number): Promise<number> {
  const text = await reader.get(crankKey(seq));
  if (text === undefined) throw new KernelError(faultOf('not-found', `There is no crank record ${seq}.`));
  const trace = TRACE.exec(text)?.[1];
  let first = seq;
  const back = await reader.scan({ from: RANGES.cranks.from, to: crankKey(seq), limit: LOOK_BACK, reverse: true });
  for (const { key, value } of back)
    if (trace !== undefined && TRACE.exec(value)?.[1] === trace) first = Number(key.slice(key.indexOf('/') + 1));
  return first;
}

async function notFromOutside(reader: JournalReader, seq: number): Promise<KernelError> {
  const trace = TRACE.exec((await reader.get(crankKey(seq))) ?? '')?.[1] ?? '';
  // The trace id of what a message from outside causes is made of its id: `epoch "-" n`.
  const root = await new Journal(reader).seqOf(`${parseInt(trace.slice(0, 8), 16)}-${parseInt(trace.slice(8), 16)}`);
  return new KernelError(
    faultOf(
      'invalid-argument',
      `The crank ${seq} took a message of another service; fork at the message from outside that caused it${root === undefined ? '' : `, which the crank ${root} took`}.`,
    ),
  );
}

function messageEvent({ seq, envelope, payload }: CrankRecord): ForkEvent {
  const { type, target, opcode, metadata } = envelope;
  const { priority, tenantId, delivery, idempotencyKey, correlationId, timestamp } = metadata;
  return {
    kind: 'message',
    seq,
    time: Date.parse(timestamp),
    request: {
      type,
      target,
      opcode,
      payload: JSON.parse(payload) as unknown,
      priority,
      ...(tenantId === undefined ? {} : { tenantId }),
      ...(delivery === undefined ? {} : { delivery }),
      ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
      ...(correlationId === undefined ? {} : { correlationId }),
    },
  };
}

/** Those whose sender is not among the cranks after the fork: they will not be sent again. */
function messagesUnderWay(records: readonly CrankRecord[]): readonly StoreWrite[] {
  const cranks = new Set(records.map(({ crank }) => crank));
  const seen = new Set<string>();
  return records
    .filter(({ envelope: { source, metadata } }) => {
      if (source === CLIENT_SOURCE) return false;
      const sender = metadata.messageId.slice(0, metadata.messageId.indexOf('.'));
      return !cranks.has(sender) && !seen.has(metadata.messageId) && seen.add(metadata.messageId);
    })
    .map(({ envelope, payload }, place) => ({
      key: mailboxKey(envelope.target, place),
      value: JSON.stringify({ envelope, payload }),
    }));
}
