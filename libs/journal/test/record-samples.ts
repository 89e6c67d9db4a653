import {
  DELIVERY_MODES,
  ERRORS,
  faultOf,
  MESSAGE_PRIORITIES,
  MESSAGE_TYPES,
  ok,
  SYSCALLS,
  type ErrorName,
  type Fault,
  type Result,
  type SyscallName,
} from '@esta-logic/kernel-boundary';
import { testDigest } from '@esta-logic/testkit';
import fc from 'fast-check';
import {
  BLOB_UNITS,
  CALL_SHAPES,
  type BlobSink,
  type BlobSource,
  type CallArgument,
  type CallValue,
  type CrankRecord,
  type CrankTerms,
  type RecordedCall,
} from '../src/index.ts';

/** A place for blobs, as the store is one. */
export interface BlobShelf {
  readonly sink: BlobSink;
  readonly source: BlobSource;
  readonly texts: Map<string, string>;
}

export function blobShelf(): BlobShelf {
  const digest = testDigest();
  const texts = new Map<string, string>();
  return {
    texts,
    sink: (text) => {
      const hash = digest.blake3(new TextEncoder().encode(text));
      texts.set(hash, text);
      return hash;
    },
    source: (hash) => texts.get(hash),
  };
}

/** Short and long texts around the size from which they are blobs, with everything that is hard to store. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom('', '"', '\\', '\u0000', '\ud800', '\u{1f600}', '{"blob":"x"}'),
  fc
    .tuple(fc.constantFrom('é', 'a', '\u0000', '\ud800', '"'), fc.integer({ min: BLOB_UNITS - 1, max: BLOB_UNITS + 2 }))
    .map(([unit, length]) => unit + 'x'.repeat(length - 1)),
);
const count = fc.maxSafeNat();
const slot = fc.integer({ min: -1, max: 2000 });
const fault: fc.Arbitrary<Fault> = fc
  .tuple(fc.constantFrom(...(Object.keys(ERRORS) as ErrorName[])), fc.string())
  .map(([name, message]) => faultOf(name, message));
const changes = fc.array(fc.record({ key: text, value: fc.option(text, { nil: undefined }) }), { maxLength: 3 });
const entries = fc.array(fc.record({ key: text, value: text }), { maxLength: 3 });

const ARGUMENTS = { text, number: slot, optional: fc.option(text, { nil: undefined }), changes };
const VALUES = {
  nothing: fc.constant(undefined),
  text,
  number: slot,
  optional: fc.option(text, { nil: undefined }),
  instant: count.map(BigInt),
  entries,
};

const call: fc.Arbitrary<RecordedCall> = fc
  .constantFrom(...(Object.keys(SYSCALLS) as SyscallName[]))
  .chain((syscall) => {
    const shape = CALL_SHAPES[syscall];
    const args = fc.tuple(...shape.args.map((kind) => ARGUMENTS[kind] as fc.Arbitrary<CallArgument>));
    const value = (VALUES[shape.value] as fc.Arbitrary<CallValue>).map((given): Result<CallValue> => ok(given));
    const result = fc.oneof(
      value,
      fault.map((problem): Result<CallValue> => ({ ok: false, fault: problem })),
    );
    return fc.oneof(
      fc.record({ syscall: fc.constant(syscall), args, result, state: fc.constantFrom('received', 'finished') }),
      fc.record({ syscall: fc.constant(syscall), args, result: fc.constant(undefined), state: fc.constant('pending') }),
    ) as fc.Arbitrary<RecordedCall>;
  });

const maybe = <T>(name: string, value: fc.Arbitrary<T>): fc.Arbitrary<object> =>
  fc.oneof(
    fc.constant({}),
    value.map((given) => ({ [name]: given })),
  );
const merged = (...parts: fc.Arbitrary<object>[]): fc.Arbitrary<object> =>
  fc.tuple(...parts).map((objects) => Object.assign({}, ...objects) as object);

const metadata = merged(
  fc.record({
    messageId: fc.string(),
    timestamp: fc.string(),
    priority: fc.constantFrom(...MESSAGE_PRIORITIES),
    schemaVersion: fc.constant(1),
  }),
  maybe('correlationId', fc.string()),
  maybe('deadlineMs', count),
  maybe('ttlMs', count),
  maybe('tenantId', fc.string()),
  maybe('idempotencyKey', fc.string()),
  maybe('delivery', fc.constantFrom(...DELIVERY_MODES)),
  maybe('trace', merged(fc.record({ traceparent: fc.string() }), maybe('tracestate', fc.string()))),
);

/** Every record of the grammar, likely or not. */
export const anyRecord: fc.Arbitrary<CrankRecord> = merged(
  fc.record({
    seq: count,
    time: fc.constant('2025-07-01T09:30:00.000Z'),
    crank: fc.string(),
    process: fc.string(),
    terms: fc.stringMatching(/^[0-9a-f]{64}$/),
    envelope: fc.record({
      type: fc.constantFrom(...MESSAGE_TYPES),
      source: fc.string(),
      target: fc.constantFrom('accrual-engine', 'a'),
      opcode: fc.constantFrom('accrual.calculate', 'a.b-c.d'),
      metadata,
    }),
    payload: text,
    instance: merged(fc.record({ cranks: count }), maybe('before', count)),
    calls: fc.array(call, { maxLength: 6 }),
    ended: fc.oneof(
      fc.record({ how: fc.constantFrom('returned', 'faulted', 'trapped', 'not-started', 'defect') }),
      fc.record({ how: fc.constant('stopped'), units: count }),
      fc.record({ how: fc.constant('recalled'), message: fc.string() }),
    ),
    fuel: count,
    outbox: fc.array(fc.string(), { maxLength: 3 }),
  }),
  maybe('reply', text),
  maybe('personal', fc.constantFrom({}, { payload: true }, { reply: { members: { rest: { items: true } } } })),
  maybe('fault', fault),
  maybe('refused', fault),
) as fc.Arbitrary<CrankRecord>;

export const TERMS: CrankTerms = {
  v: 1,
  abi: '0.1.0',
  module: 'time-service',
  version: '1.2.0',
  component: `blake3-${'1'.repeat(64)}`,
  manifest: `blake3-${'2'.repeat(64)}`,
  meter: { version: 1, costs: '3'.repeat(64) },
  limits: { fuelPerSyscall: 50_000, stackSlots: 50_000 },
  budget: 1_000_000_000,
  capabilities: [
    { slot: 0, label: 'shifts', type: 'database', path: 'time-service.shifts', tenant: '*', rights: ['read', 'write'] },
    { slot: 1, type: 'clock', path: 'system', tenant: '*', rights: ['read'], expiresAt: 1, maxUseCount: 2 },
  ],
};

/** The record of the worked example in docs/spec/journal.md. */
export const SAMPLE: CrankRecord = {
  seq: 41,
  time: '2025-07-01T09:30:00.000Z',
  crank: 'k1-7',
  process: 'time-service#1',
  terms: 'a'.repeat(64),
  envelope: {
    type: 'Command',
    source: 'client',
    target: 'time-service',
    opcode: 'shift.record',
    metadata: {
      messageId: '1-7',
      timestamp: '2025-07-01T09:29:59.990Z',
      priority: 'normal',
      schemaVersion: 1,
      tenantId: 'maple',
    },
  },
  payload: '{"employee":"ann","hours":"8"}',
  instance: { cranks: 0 },
  calls: [
    { syscall: 'sys.db.open', args: ['shifts'], state: 'received', result: ok(0) },
    { syscall: 'sys.db.read', args: [0, 'ann/2025-07-01'], state: 'received', result: ok(undefined) },
    { syscall: 'sys.db.write', args: [0, 'ann/2025-07-01', '"8"'], state: 'received', result: ok(undefined) },
    { syscall: 'sys.time.now', args: [], state: 'received', result: ok(1_751_362_200_000n) },
    {
      syscall: 'sys.ipc.open',
      args: ['payroll'],
      state: 'received',
      result: { ok: false, fault: faultOf('capability-missing', 'time-service holds no capability "payroll".') },
    },
  ],
  ended: { how: 'returned' },
  reply: '{"recorded":true}',
  fuel: 251_204,
  outbox: ['k1-7.1'],
};
