import type { ErrorName } from '@esta-logic/kernel-boundary';

/**
 * The names and codes of the kernel's error table, without its texts: a component carries only these.
 * A test compares them with the table.
 */
export const FAULT_CODES = {
  'invalid-envelope': 1001,
  'invalid-payload': 1002,
  'unknown-target': 1003,
  'unknown-opcode': 1004,
  'capability-missing': 1005,
  'rights-insufficient': 1006,
  'capability-expired': 1007,
  'capability-revoked': 1008,
  'payload-too-large': 1009,
  'tenant-mismatch': 1010,
  'invalid-manifest': 1011,
  'invalid-argument': 1012,
  'not-found': 1013,
  'duplicate-message': 1014,
  'unsupported-question': 1015,
  'invalid-file': 1016,
  'directory-in-use': 1017,
  'wrong-usage': 1018,
  'state-refused': 1019,
  'call-cycle': 2001,
  conflict: 2002,
  'message-expired': 2003,
  'handler-failed': 2004,
  'not-ready': 2005,
  timeout: 3001,
  'out-of-memory': 3002,
  'quota-exceeded': 3003,
  'mailbox-full': 3004,
  unreachable: 4001,
  'divide-by-zero': 4002,
  'integer-overflow': 4003,
  'out-of-bounds': 4004,
  'indirect-call-type': 4005,
  'stack-overflow': 4006,
  'hash-mismatch': 4007,
  divergence: 4008,
  'forbidden-import': 4009,
  'invalid-component': 4010,
  'log-broken': 4011,
  trap: 4012,
  unmeterable: 4013,
  'not-proved': 4014,
  'storage-failed': 5001,
  'boot-failed': 5002,
  'jspi-missing': 5003,
  'driver-failed': 5004,
  internal: 5005,
} as const satisfies Readonly<Record<ErrorName, number>>;

const NAMES = new Map<number, ErrorName>(Object.entries(FAULT_CODES).map(([name, code]) => [code, name as ErrorName]));

/** The name of a code; a code outside the table is the handler's own refusal. */
export const faultNameOf = (code: number): ErrorName => NAMES.get(code) ?? 'handler-failed';
