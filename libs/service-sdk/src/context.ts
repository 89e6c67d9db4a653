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

/** The context of one message over the component's imports; handles are opened once per label. */
export function createContext(
  syscalls: GuestSyscalls,
  { payload: _payload, correlationId, ...rest }: GuestEnvelope,
): Context {
  // In QuickJS the WIT value `none` is null.
  const message = { ...rest, correlationId: correlationId ?? undefined };
  const collections = new Map<string, CollectionHandle>();
  const channels = new Map<string, ChannelHandle>();
  return {
    message,
    db: (label) => once(collections, label, () => wrapCollection(reach(() => named(syscalls, 'db').open(label)))),
    channel: (label) => once(channels, label, () => wrapChannel(reach(() => named(syscalls, 'ipc').open(label)))),
    time: { now: () => Number(reach(() => named(syscalls, 'time').now())) },
    audit: (record) => reach(() => named(syscalls, 'audit').log(JSON.stringify(record))),
    log: (level, text) => named(syscalls, 'log').write(level, text),
  };
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
