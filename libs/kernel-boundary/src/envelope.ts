import { fail, ok, type Result } from './errors.ts';
import { LIMITS } from './limits.ts';
import { DELIVERY_MODES, MESSAGE_PRIORITIES, MESSAGE_TYPES, type SendRequest } from './message.ts';

const MODULE_NAME = /^[a-z][a-z0-9-]{0,127}$/;
const OPCODE = /^[a-z][a-zA-Z0-9-]*(\.[a-zA-Z0-9-]+)+$/;

/** Whether a string can be the name of a module. */
export const isModuleName = (name: unknown): name is string => typeof name === 'string' && MODULE_NAME.test(name);
/** Whether a string can be an opcode: dot-separated, at least two segments. */
export const isOpcode = (name: unknown): name is string =>
  typeof name === 'string' && name.length <= LIMITS.idLength.value && OPCODE.test(name);

type FieldCheck = (value: unknown) => string | undefined;

const oneOf =
  (choices: readonly string[]): FieldCheck =>
  (value) =>
    choices.includes(value as string) ? undefined : `must be one of ${choices.join(', ')}`;
const identifier: FieldCheck = (value) =>
  typeof value === 'string' && value.length > 0 && value.length <= LIMITS.idLength.value
    ? undefined
    : `must be a string of 1 to ${LIMITS.idLength.value} characters`;
const ttl: FieldCheck = (value) =>
  Number.isInteger(value) && (value as number) > 0 && (value as number) <= LIMITS.ttlMillisecondsMax.value
    ? undefined
    : `must be a whole number of milliseconds from 1 to ${LIMITS.ttlMillisecondsMax.value}`;

const REQUIRED: readonly (readonly [string, FieldCheck])[] = Object.entries({
  type: oneOf(MESSAGE_TYPES),
  target: (value) => (isModuleName(value) ? undefined : 'must be a module name such as accrual-engine'),
  opcode: (value) => (isOpcode(value) ? undefined : 'must be a dotted name such as accrual.calculate'),
});

const OPTIONAL: Readonly<Record<string, FieldCheck>> = {
  priority: oneOf(MESSAGE_PRIORITIES),
  ttlMs: ttl,
  deadlineMs: ttl,
  tenantId: identifier,
  delivery: oneOf(DELIVERY_MODES),
  idempotencyKey: identifier,
  correlationId: identifier,
  stream: identifier,
  number: (value) =>
    Number.isSafeInteger(value) && (value as number) > 0 ? undefined : 'must be a whole number from 1',
};

const KNOWN = new Set([...REQUIRED.map(([field]) => field), ...Object.keys(OPTIONAL), 'payload']);

/** Checks what a sender hands in: envelope only, the payload has its opcode's own schema. Faults: invalid-envelope. */
export function decodeSendRequest(value: unknown): Result<SendRequest> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return fail('invalid-envelope', 'A message must be an object with type, target, opcode and payload.');
  }
  const request = value as Record<string, unknown>;
  for (const [field, check] of REQUIRED) {
    const problem = check(request[field]);
    if (problem) return refuse(field, problem, request[field]);
  }
  for (const field of Object.keys(request)) {
    if (!KNOWN.has(field)) return fail('invalid-envelope', `The message field "${field}" is not known; remove it.`);
    const problem = request[field] === undefined ? undefined : OPTIONAL[field]?.(request[field]);
    if (problem) return refuse(field, problem, request[field]);
  }
  if (request['delivery'] === 'exactly-once' && request['idempotencyKey'] === undefined) {
    return refuse('idempotencyKey', 'is needed with delivery exactly-once', undefined);
  }
  if ((request['stream'] === undefined) !== (request['number'] === undefined))
    return refuse('number', 'and stream are given together or not at all', request['number']);
  return ok(value as SendRequest);
}

function refuse(field: string, problem: string, got: unknown): Result<never> {
  const shown = got === undefined ? 'it is missing' : `got ${JSON.stringify(got)?.slice(0, 80)}`;
  return fail('invalid-envelope', `The message field "${field}" ${problem}; ${shown}.`);
}
