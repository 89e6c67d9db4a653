import { categoryOf, faultOf, KernelError, type ErrorName, type Fault } from '@esta-logic/kernel-boundary';

/** Where a status says more than its category does. */
const STATUS: Partial<Record<ErrorName, number>> = {
  'capability-missing': 403,
  'rights-insufficient': 403,
  'capability-expired': 403,
  'capability-revoked': 403,
  'tenant-mismatch': 403,
  'unknown-target': 404,
  'unknown-opcode': 404,
  'not-found': 404,
  'duplicate-message': 409,
  'state-refused': 409,
  conflict: 409,
  'directory-in-use': 409,
  'payload-too-large': 413,
  'invalid-file': 422,
  'unsupported-question': 422,
  'not-ready': 503,
  'mailbox-full': 503,
  timeout: 504,
  'message-expired': 504,
};

/** HTTP status of a fault: 4xx when the caller can cure it, 5xx otherwise. */
export const statusOf = (fault: Fault): number => STATUS[fault.name] ?? (categoryOf(fault.code) === 'user' ? 400 : 500);

/** The fault behind anything thrown: a KernelError's own, or `internal` for what nobody foresaw. */
export function faultFromThrown(thrown: unknown): Fault {
  if (thrown instanceof KernelError) return thrown.fault;
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  return faultOf('internal', `The server failed in a way that it should not: ${reason}.`);
}

/** The error document of the API: `{error:{code,name,message}}`. */
export function problem(thrown: unknown, headers: Record<string, string> = {}): Response {
  const fault = faultFromThrown(thrown);
  return Response.json({ error: fault }, { status: statusOf(fault), headers });
}

/** Throws the named fault: what a route does with a request that it cannot serve. */
export function refuse(name: ErrorName, message: string): never {
  throw new KernelError(faultOf(name, message));
}
