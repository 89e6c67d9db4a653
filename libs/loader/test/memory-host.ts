import {
  fail,
  type FuelGovernor,
  type GuestEnvelope,
  ok,
  type Result,
  type Slot,
  type SyscallHost,
} from '@esta-logic/kernel-boundary';

/** System calls over maps: every label opens but `forbidden`; what was called is written down. */
export interface MemoryHost extends SyscallHost {
  readonly rows: Map<string, string>;
  readonly calls: string[];
  /** Slots that are open now. */
  readonly live: Set<Slot>;
  /** Slots ever given out. */
  readonly opened: number;
}

export function memoryHost(overrides: Partial<SyscallHost> = {}): MemoryHost {
  const [rows, calls, live] = [new Map<string, string>(), [] as string[], new Set<Slot>()];
  let next = 0;
  const open = (label: string): Result<Slot> => {
    if (label === 'forbidden') return fail('capability-missing', 'No capability is labelled "forbidden".');
    live.add(next);
    return ok(next++);
  };
  const later = async <T>(value: T): Promise<Result<T>> => ok(value);
  return {
    rows,
    calls,
    live,
    get opened() {
      return next;
    },
    dbOpen: open,
    dbRead: async (_, key) => later(rows.get(key)),
    dbQuery: (_, prefix, after, limit) =>
      ok(
        [...rows]
          .filter(([key]) => key.startsWith(prefix) && (after === undefined || key > after))
          .slice(0, limit)
          .map(([key, value]) => ({ key, value })),
      ),
    dbWrite: (_, key, value) => (rows.set(key, value), ok(undefined)),
    dbDelete: (_, key) => (rows.delete(key), later(undefined)),
    dbTransact: (_, changes) => {
      for (const { key, value } of changes)
        if (value === undefined) rows.delete(key);
        else rows.set(key, value);
      return later(undefined);
    },
    timeNow: () => later(1_767_225_600_123n),
    ipcOpen: open,
    ipcSend: (slot, ...rest) => (calls.push(`send ${slot} ${rest.join(' ')}`), later('m-2')),
    ipcCall: (slot, ...rest) => (calls.push(`call ${slot} ${rest.join(' ')}`), later('{"answer":42}')),
    auditLog: (record) => (calls.push(`audit ${record}`), later(undefined)),
    logWrite: (level, message) => void calls.push(`log ${level} ${message}`),
    drop: (slot) => void live.delete(slot),
    ...overrides,
  };
}

export const envelope = (opcode: string, payload = '{}'): GuestEnvelope => ({
  kind: 'Command',
  source: 'client',
  opcode,
  payload,
  messageId: 'm-1',
  correlationId: undefined,
  timestamp: '2026-01-01T00:00:00.000Z',
  tenantId: 'default',
});

/** Fuel without end, in one grant. */
export const freely: FuelGovernor = { begin: () => ({ units: 1e12, stackSlots: 65_536 }), refill: () => ok(1e12) };
