/**
 * modules.lock, the pins of what is installed:
 *
 *   { "version": 1,
 *     "modules": { <module id>: { "version": <semver>, "hash": <hash of the component>, "manifestHash": <hash of the manifest>,
 *                                 "glue"?: { "key": <cache key>, "hash": <hash of the cache's index> } } } }
 *
 * Canonical JSON in UTF-8. What is not pinned does not run; what does not match its pin is refused before it is used.
 */
import {
  canonicalJson,
  type ComponentStore,
  type Digest,
  fail,
  isModuleName,
  ok,
  type Result,
} from '@esta-logic/kernel-boundary';
import { hashOf, isHash, LOCK_FILE } from './module-files.ts';

/** The transpiler's output for a component, pinned too: it is code that runs in the host. */
export interface GluePin {
  readonly key: string;
  readonly hash: string;
}

export interface ModulePin {
  readonly version: string;
  readonly hash: string;
  readonly manifestHash: string;
  readonly glue?: GluePin;
}

export interface ModulesLock {
  readonly version: 1;
  readonly modules: Readonly<Record<string, ModulePin>>;
}

export const EMPTY_LOCK: ModulesLock = { version: 1, modules: {} };

/** Decodes the text of a lock whole. Fault: hash-mismatch, because a lock that cannot be read pins nothing. */
export function decodeLock(text: string): Result<ModulesLock> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return broken('is not JSON');
  }
  if (!isRecord(value) || value['version'] !== 1 || !isRecord(value['modules']))
    return broken('does not have the form of version 1');
  for (const [id, pin] of Object.entries(value['modules'])) {
    if (!isModuleName(id) || !isPin(pin)) return broken(`has an entry "${id.slice(0, 80)}" that is not a pin`);
  }
  return ok(value as unknown as ModulesLock);
}

function isPin(pin: unknown): pin is ModulePin {
  if (!isRecord(pin) || typeof pin['version'] !== 'string' || !isHash(pin['hash']) || !isHash(pin['manifestHash']))
    return false;
  const { glue } = pin;
  return glue === undefined || (isRecord(glue) && isHash(glue['key']) && isHash(glue['hash']));
}

/** The lock of a store; a store without one has nothing installed. */
export async function readLock(store: ComponentStore): Promise<Result<ModulesLock>> {
  const bytes = await store.read(LOCK_FILE);
  return bytes === undefined ? ok(EMPTY_LOCK) : decodeLock(new TextDecoder().decode(bytes));
}

export async function writeLock(store: ComponentStore, lock: ModulesLock): Promise<void> {
  await store.write(LOCK_FILE, new TextEncoder().encode(`${canonicalJson(lock)}\n`));
}

/** The lock with that module pinned anew, or without it when `pin` is undefined. */
export function withPin(lock: ModulesLock, id: string, pin: ModulePin | undefined): ModulesLock {
  const { [id]: _, ...others } = lock.modules;
  return { version: 1, modules: pin === undefined ? others : { ...others, [id]: pin } };
}

/** Refuses bytes that are not the pinned ones (hash-mismatch). `what` names them for people. */
export function verifyPinned(
  digest: Digest,
  bytes: Uint8Array | undefined,
  pinned: string,
  what: string,
): Result<Uint8Array> {
  if (bytes === undefined)
    return fail(
      'hash-mismatch',
      `The ${what} is pinned in modules.lock but its file is missing; install the module again.`,
    );
  const found = hashOf(digest, bytes);
  if (found === pinned) return ok(bytes);
  return fail(
    'hash-mismatch',
    `The ${what} has the hash ${short(found)}, but modules.lock pins ${short(pinned)}; install the module again from a trusted source.`,
  );
}

const short = (hash: string): string => `${hash.slice(0, 19)}…`;
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const broken = (problem: string): Result<never> =>
  fail('hash-mismatch', `modules.lock ${problem}; restore it, or install the modules again.`);
