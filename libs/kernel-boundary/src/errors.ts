/**
 * The closed error table: every failure the kernel can report has one row here.
 * A code is stable for ever once released; a new failure gets a new row.
 * `docs/errors/` has one generated page per code.
 */
export type ErrorCategory = 'user' | 'logic' | 'resource' | 'integrity' | 'system';

export interface ErrorRow {
  readonly code: number;
  /** What went wrong, in general terms. */
  readonly meaning: string;
  /** What the caller should do about it. */
  readonly remedy: string;
}

export interface CategoryRow {
  readonly first: number;
  readonly last: number;
  readonly severity: 'info' | 'warning' | 'error' | 'critical' | 'fatal';
  readonly recovery: string;
}

export const ERROR_CATEGORIES: Readonly<Record<ErrorCategory, CategoryRow>> = {
  user: { first: 1000, last: 1999, severity: 'info', recovery: 'the caller handles it' },
  logic: { first: 2000, last: 2999, severity: 'warning', recovery: 'retry with backoff' },
  resource: { first: 3000, last: 3999, severity: 'error', recovery: 'supervisor' },
  integrity: { first: 4000, last: 4999, severity: 'critical', recovery: 'isolate the module' },
  system: { first: 5000, last: 5999, severity: 'fatal', recovery: 'restart' },
};

const row = (code: number, meaning: string, remedy: string): ErrorRow => ({ code, meaning, remedy });

export const ERRORS = {
  'invalid-envelope': row(
    1001,
    'The message envelope does not have the canonical shape.',
    'Correct the named field and send again.',
  ),
  'invalid-payload': row(
    1002,
    "The payload does not match the opcode's JSON Schema.",
    'Correct the named field and send again.',
  ),
  'unknown-target': row(1003, 'No module of that name is installed.', 'List the modules with `esta modules`.'),
  'unknown-opcode': row(
    1004,
    'The target does not declare that opcode for that message type.',
    "Look at the target's manifest.",
  ),
  'capability-missing': row(
    1005,
    'The caller holds no capability for that resource.',
    'Declare it in capabilities.json and have it granted.',
  ),
  'rights-insufficient': row(
    1006,
    'The capability held does not carry the right that the operation needs.',
    'Ask for the right in capabilities.json.',
  ),
  'capability-expired': row(
    1007,
    'The capability is past its expiry or its use count.',
    'Ask its grantor for a new one.',
  ),
  'capability-revoked': row(
    1008,
    'The capability, or one that it was derived from, was revoked.',
    'Ask its grantor for a new one.',
  ),
  'payload-too-large': row(
    1009,
    'The payload is larger than the limit and was refused before it was parsed.',
    'Split it into several messages.',
  ),
  'tenant-mismatch': row(1010, 'The resource belongs to another tenant.', 'Use a resource of the own tenant.'),
  'invalid-manifest': row(1011, 'The manifest or its capabilities are not valid.', 'Correct the named field.'),
  'invalid-argument': row(1012, 'An argument of the call is not valid.', 'Correct the named argument.'),
  'not-found': row(1013, 'The thing asked for does not exist.', 'Check its name.'),
  'duplicate-message': row(
    1014,
    'A message with this idempotency key was handled already.',
    'Nothing: the first one counts.',
  ),
  'unsupported-question': row(1015, 'This kind of question is not supported.', 'See the list of supported questions.'),
  'invalid-file': row(
    1016,
    'The file cannot be read as what it claims to be.',
    'Correct the named rows or choose a layout.',
  ),
  'directory-in-use': row(
    1017,
    'Another kernel holds this data directory and cannot be reached.',
    'Stop that kernel, or use another --data directory.',
  ),
  'wrong-usage': row(1018, 'The command was called in a way that it does not understand.', 'See `esta help`.'),
  'state-refused': row(
    1019,
    'The operation is not allowed in the present state.',
    'Read the message: it names the state.',
  ),
  'call-cycle': row(
    2001,
    'The call would wait for a module that is already waiting for this one.',
    'Use `send` instead of `call`, or break the cycle.',
  ),
  conflict: row(
    2002,
    'State that the crank read was changed before it committed.',
    'The kernel runs the crank again by itself.',
  ),
  'message-expired': row(
    2003,
    'The time to live of the message ran out before it was delivered.',
    'Send again with a longer ttlMs.',
  ),
  'handler-failed': row(
    2004,
    "The module's handler refused the message or failed; nothing it did was kept.",
    "Read the message: it is the handler's own.",
  ),
  'not-ready': row(
    2005,
    'The kernel has not finished booting, or is stopping.',
    'Wait for kernel.ready and send again.',
  ),
  timeout: row(
    3001,
    'The work was not done within its CPU budget or deadline.',
    "Make it smaller, or raise the manifest's limit.",
  ),
  'out-of-memory': row(
    3002,
    'The module asked for more memory than its manifest allows.',
    "Make the work smaller, or raise the manifest's limit.",
  ),
  'quota-exceeded': row(
    3003,
    'A quota (storage, handles, messages, processes) is used up.',
    'Free some, or raise the quota.',
  ),
  'mailbox-full': row(3004, "The target's mailbox is at its capacity.", 'Send more slowly; retry with backoff.'),
  unreachable: row(4001, 'The module executed `unreachable`.', 'Report it to the author of the module.'),
  'divide-by-zero': row(4002, 'The module divided an integer by zero.', 'Report it to the author of the module.'),
  'integer-overflow': row(
    4003,
    'An integer operation of the module overflowed.',
    'Report it to the author of the module.',
  ),
  'out-of-bounds': row(
    4004,
    'The module accessed memory or a table out of bounds.',
    'Report it to the author of the module.',
  ),
  'indirect-call-type': row(
    4005,
    'The module made an indirect call with the wrong type.',
    'Report it to the author of the module.',
  ),
  'stack-overflow': row(4006, "The module's stack went past its bound.", 'Report it to the author of the module.'),
  'hash-mismatch': row(
    4007,
    'The bytes of a module are not the ones pinned in modules.lock.',
    'Install the module again from a trusted source.',
  ),
  divergence: row(4008, 'Two runs of the same crank did not agree.', 'Keep both records and report them.'),
  'forbidden-import': row(
    4009,
    'The component imports something that its manifest does not name or that no guest may have.',
    'Build it for the world esta:kernel/service.',
  ),
  'invalid-component': row(
    4010,
    'The file is not a component that this kernel can run.',
    'Build it for the world esta:kernel/service.',
  ),
  'log-broken': row(4011, 'The audit log does not verify.', 'Restore the data directory from a backup and compare.'),
  trap: row(4012, 'The module trapped in a way not listed elsewhere.', 'Report it to the author of the module.'),
  unmeterable: row(
    4013,
    'The core module uses a WebAssembly feature that the meter cannot count.',
    'Build the module without the named feature.',
  ),
  'not-proved': row(
    4014,
    'A signature, a proof or a commitment does not hold.',
    'Do not rely on the document; ask for it again at a source that you trust.',
  ),
  'storage-failed': row(5001, 'The storage provider failed; nothing was decided.', 'Check the disk and start again.'),
  'boot-failed': row(5002, 'A boot phase failed.', 'Read the message: it names the phase and the cause.'),
  'jspi-missing': row(
    5003,
    'This JavaScript engine has no WebAssembly.Suspending (JSPI).',
    'Use Node 24.21 or later, Node 26, or Chromium 137 or later.',
  ),
  'driver-failed': row(5004, 'A driver failed.', 'Read the message: it is the driver’s own.'),
  internal: row(5005, 'The kernel met a state that it should not be in.', 'Report it with the log.'),
} as const satisfies Readonly<Record<string, ErrorRow>>;

export type ErrorName = keyof typeof ERRORS;

/** What went wrong: one row of the table and one clear sentence (what, where, what to do). */
export interface Fault {
  readonly code: number;
  readonly name: ErrorName;
  readonly message: string;
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: Fault };

/** A fault of the named row; `message` is the sentence a person reads. */
export const faultOf = (name: ErrorName, message: string): Fault => ({ code: ERRORS[name].code, name, message });

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });

export const fail = (name: ErrorName, message: string): { readonly ok: false; readonly fault: Fault } => ({
  ok: false,
  fault: faultOf(name, message),
});

const NAME_BY_CODE = new Map(Object.entries(ERRORS).map(([name, { code }]) => [code as number, name as ErrorName]));

/** The name of a code, or undefined when the table has no such row. */
export const errorNameOf = (code: number): ErrorName | undefined => NAME_BY_CODE.get(code);

/** The category of a code: the thousand it lies in. */
export function categoryOf(code: number): ErrorCategory {
  for (const [name, { first, last }] of Object.entries(ERROR_CATEGORIES)) {
    if (code >= first && code <= last) return name as ErrorCategory;
  }
  return 'system';
}

/** A fault that travels as an exception where a return value cannot (host imports under JSPI, the edges' public API). */
export class KernelError extends Error {
  readonly fault: Fault;
  constructor(fault: Fault) {
    super(fault.message);
    this.name = 'KernelError';
    this.fault = fault;
  }
}

/** The value, or its fault thrown as a {@link KernelError}. For edges and tests; inside the kernel results are returned. */
export function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new KernelError(result.fault);
  return result.value;
}
