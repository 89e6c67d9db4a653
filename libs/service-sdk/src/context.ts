import { type ChannelHandle, wrapChannel } from './channel.ts';
import { type CollectionHandle, wrapCollection } from './collection.ts';
import type { GuestEnvelope, GuestSyscalls, LogLevel } from './guest-syscalls.ts';
import { ServiceFault } from './service-fault.ts';
import { FAULT_CODES } from './fault-codes.ts';
import { reach } from './syscall-fault.ts';

/** What a handler has besides its payload: the message's envelope and the system calls, good for this message only. */
export interface Context {
  /** Who sent what, and when. */
  readonly message: Omit<GuestEnvelope, 'payload'>;
  /** The collection that capabilities.json grants under `label`. */
  db(label: string): CollectionHandle;
  /** The channel that capabilities.json grants under `label`. */
  channel(label: string): ChannelHandle;
  readonly time: {
    /** Milliseconds since the epoch, UTC: the only clock there is. A replay sees the same number. */
    now(): number;
  };
  /** Puts a record (a JSON object) into the audit log; it commits with the handler's other effects. */
  audit(record: object): void;
  /** A line for operators; not durable, and no part of any decision. */
  log(level: LogLevel, text: string): void;
}

/** What a message has that its handler asked for so far. */
interface Current {
  readonly envelope: GuestEnvelope;
  message?: Context['message'];
  collections?: Map<string, CollectionHandle>;
  channels?: Map<string, ChannelHandle>;
}

/**
 * Makes contexts over the component's imports; handles are opened once per message and label. A guest handles one message
 * at a time, so all of them are one object that is turned to the next message: in an interpreter making it anew would
 * cost as much as a small handler.
 */
export function contextsOver(syscalls: GuestSyscalls): (envelope: GuestEnvelope) => Context {
  let current: Current;
  const context: Context = {
    get message() {
      return (current.message ??= messageOf(current.envelope));
    },
    db: (label) =>
      once((current.collections ??= new Map()), label, () =>
        wrapCollection(reach(() => named(syscalls, 'db').open(label))),
      ),
    channel: (label) =>
      once((current.channels ??= new Map()), label, () => wrapChannel(reach(() => named(syscalls, 'ipc').open(label)))),
    time: { now: () => Number(reach(() => named(syscalls, 'time').now())) },
    audit: (record) => reach(() => named(syscalls, 'audit').log(JSON.stringify(record))),
    log: (level, text) => named(syscalls, 'log').write(level, text),
  };
  return (envelope) => {
    current = { envelope };
    return context;
  };
}

function messageOf({ payload: _payload, correlationId, ...rest }: GuestEnvelope): Context['message'] {
  // In QuickJS the WIT value `none` is null.
  return { ...rest, correlationId: correlationId ?? undefined };
}

/** The interface that the manifest named, or a refusal that tells the author to name it. */
function named<I extends keyof GuestSyscalls>(syscalls: GuestSyscalls, name: I): NonNullable<GuestSyscalls[I]> {
  const found = syscalls[name];
  if (found) return found;
  throw new ServiceFault(
    FAULT_CODES['capability-missing'],
    `This service does not import "${name}"; add "${name}" to \`imports\` in its manifest.`,
  );
}

function once<T>(known: Map<string, T>, label: string, open: () => T): T {
  const held = known.get(label);
  if (held) return held;
  const opened = open();
  known.set(label, opened);
  return opened;
}
