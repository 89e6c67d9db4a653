import { RESOURCE_TYPES, RIGHTS, type CapabilityRequest } from './capability.ts';
import { isModuleName, isOpcode } from './envelope.ts';
import { fail, ok, type Result } from './errors.ts';
import { LIMITS } from './limits.ts';
import {
  ABI_VERSION,
  KERNEL_INTERFACES,
  OVERFLOW_POLICIES,
  PROCESS_PRIORITIES,
  type ModuleManifest,
} from './manifest.ts';
import { MESSAGE_TYPES, RESERVED_NAMES } from './message.ts';
import { compileSchema, type SchemaCheck } from './schema/compile-schema.ts';

/** An opcode ready to check payloads. */
export interface CompiledOpcode {
  readonly types: ReadonlySet<string>;
  readonly payload: SchemaCheck;
  readonly reply: SchemaCheck | undefined;
}

/** A manifest that was checked whole, with its schemas compiled. */
export interface DecodedManifest {
  readonly manifest: ModuleManifest;
  readonly opcodes: ReadonlyMap<string, CompiledOpcode>;
}

const SEMVER = /^\d{1,5}\.\d{1,5}\.\d{1,5}(-[0-9A-Za-z.-]{1,32})?$/;
const LABEL = /^[a-z][a-z0-9-]{0,63}$/;
const PATTERN = /^(\*|[a-z0-9][a-z0-9-]*(\.[a-z0-9][a-z0-9-]*)*(\.\*)?)$/;
const FIELDS = new Set([
  'id',
  'version',
  'description',
  'abi',
  'ring',
  'priority',
  'imports',
  'opcodes',
  'limits',
  'overflow',
  'stateful',
  'lockstep',
  'requiredCapabilities',
]);
/** What a manifest may ask for at most, by limit. */
const CEILINGS: Readonly<Record<string, number>> = {
  memoryBytes: LIMITS.memoryBytesSystem.value,
  cpuMillisecondsPerCall: 60_000,
  payloadBytes: 4 * LIMITS.payloadBytes.value,
  mailboxCapacity: LIMITS.mailboxCapacitySystem.value,
  processes: LIMITS.childProcessesPerModule.value,
  cpuMillisecondsPerSecond: 64_000,
  messagesPerSecond: 10_000_000,
  bytesWrittenPerSecond: 1_000_000_000,
};

/** Checks a manifest whole before anything of the module is used. Fault: invalid-manifest, naming the field. */
export function decodeManifest(value: unknown): Result<DecodedManifest> {
  if (!isRecord(value)) return refuse('', 'must be an object');
  for (const field of Object.keys(value)) if (!FIELDS.has(field)) return refuse(field, 'is not known; remove it');
  const problem =
    identityProblem(value) ?? limitsProblem(value['limits']) ?? capabilitiesProblem(value['requiredCapabilities']);
  if (problem) return refuse(...problem);
  const opcodes = decodeOpcodes(value['opcodes']);
  return opcodes.ok ? ok({ manifest: value as unknown as ModuleManifest, opcodes: opcodes.value }) : opcodes;
}

type Problem = [field: string, problem: string];

function identityProblem(value: Record<string, unknown>): Problem | undefined {
  if (!isModuleName(value['id'])) return ['id', 'must be a name such as accrual-engine'];
  if (RESERVED_NAMES.includes(value['id']))
    return ['id', `must not be ${RESERVED_NAMES.join(' or ')}, which mean others`];
  if (typeof value['version'] !== 'string' || !SEMVER.test(value['version']))
    return ['version', 'must be a semantic version such as 1.0.0'];
  if (typeof value['description'] !== 'string' || value['description'] === '')
    return ['description', 'must be a sentence'];
  if (value['abi'] !== ABI_VERSION) return ['abi', `must be "${ABI_VERSION}", the version this kernel speaks`];
  if (value['ring'] !== 1 && value['ring'] !== 2) return ['ring', 'must be 1 (system service) or 2 (user module)'];
  if (!PROCESS_PRIORITIES.slice(1).includes(value['priority'] as never))
    return ['priority', `must be one of ${PROCESS_PRIORITIES.slice(1).join(', ')}`];
  if (value['overflow'] !== undefined && !OVERFLOW_POLICIES.includes(value['overflow'] as never))
    return ['overflow', `must be one of ${OVERFLOW_POLICIES.join(', ')}`];
  if (value['stateful'] !== undefined && typeof value['stateful'] !== 'boolean')
    return ['stateful', 'must be true or false'];
  if (value['lockstep'] !== undefined && typeof value['lockstep'] !== 'boolean')
    return ['lockstep', 'must be true or false'];
  if (value['lockstep'] === true && value['stateful'] === true)
    return ['lockstep', 'is not possible for a stateful module: its second run would need the same past'];
  const imports = value['imports'];
  if (!Array.isArray(imports) || new Set(imports).size !== imports.length)
    return ['imports', 'must be a list of interface names, each once'];
  const foreign = imports.find((name) => !KERNEL_INTERFACES.includes(name as never));
  return foreign === undefined
    ? undefined
    : ['imports', `names "${String(foreign)}"; a guest may import ${KERNEL_INTERFACES.join(', ')}`];
}

function limitsProblem(limits: unknown): Problem | undefined {
  if (limits === undefined) return undefined;
  if (!isRecord(limits)) return ['limits', 'must be an object'];
  for (const [name, value] of Object.entries(limits)) {
    const ceiling = CEILINGS[name];
    if (ceiling === undefined) return [`limits.${name}`, 'is not a limit that a manifest can set'];
    if (!Number.isInteger(value) || (value as number) < 1 || (value as number) > ceiling)
      return [`limits.${name}`, `must be a whole number from 1 to ${ceiling}`];
  }
  return undefined;
}

function capabilitiesProblem(list: unknown): Problem | undefined {
  if (!Array.isArray(list)) return ['requiredCapabilities', 'must be a list'];
  const labels = new Set<string>();
  for (const [i, request] of list.entries()) {
    const where = `requiredCapabilities[${i}]`;
    const problem = isRecord(request) ? requestProblem(request as unknown as CapabilityRequest) : 'must be an object';
    if (problem) return [where, problem];
    const { label } = request as CapabilityRequest;
    if (labels.has(label)) return [where, `uses the label "${label}" a second time`];
    labels.add(label);
  }
  return undefined;
}

const REQUEST_FIELDS = new Set(['label', 'resourceType', 'resourcePattern', 'rights', 'reason']);

function requestProblem(request: CapabilityRequest): string | undefined {
  const { label, resourceType, resourcePattern, rights, reason } = request;
  // A tenant, say, that was asked for and silently not granted would look granted.
  const unknown = Object.keys(request).find((field) => !REQUEST_FIELDS.has(field));
  if (unknown !== undefined) return `has the field "${unknown}", which is not known; remove it`;
  if (typeof label !== 'string' || !LABEL.test(label)) return 'needs a label such as shifts';
  if (!RESOURCE_TYPES.includes(resourceType)) return `needs a resourceType of ${RESOURCE_TYPES.join(', ')}`;
  if (typeof resourcePattern !== 'string' || !PATTERN.test(resourcePattern))
    return 'needs a resourcePattern such as accrual.* or accrual-engine';
  if (
    !isRecord(rights) ||
    Object.entries(rights).some(([right, held]) => !RIGHTS.includes(right as never) || typeof held !== 'boolean')
  )
    return `needs rights, each of ${RIGHTS.join(', ')} as true or false`;
  if (typeof reason !== 'string' || reason.length < 3) return 'needs a reason: a sentence for the person who grants it';
  return undefined;
}

function decodeOpcodes(value: unknown): Result<ReadonlyMap<string, CompiledOpcode>> {
  if (!isRecord(value)) return refuse('opcodes', 'must be an object');
  const compiled = new Map<string, CompiledOpcode>();
  for (const [opcode, declaration] of Object.entries(value)) {
    const where = `opcodes.${opcode}`;
    if (!isOpcode(opcode)) return refuse(where, 'must be a dotted name such as accrual.calculate');
    if (!isRecord(declaration)) return refuse(where, 'must be an object');
    const { types, payload, reply } = declaration;
    if (!Array.isArray(types) || types.length === 0 || types.some((type) => !MESSAGE_TYPES.includes(type as never)))
      return refuse(`${where}.types`, `must list some of ${MESSAGE_TYPES.join(', ')}`);
    const payloadCheck = compileSchema(payload, `${where}.payload`);
    if (!payloadCheck.ok) return payloadCheck;
    const replyCheck = reply === undefined ? undefined : compileSchema(reply, `${where}.reply`);
    if (replyCheck && !replyCheck.ok) return replyCheck;
    compiled.set(opcode, { types: new Set(types as string[]), payload: payloadCheck.value, reply: replyCheck?.value });
  }
  return ok(compiled);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const refuse = (field: string, problem: string): Result<never> =>
  fail('invalid-manifest', `The manifest${field ? ` field "${field}"` : ''} ${problem}.`);
