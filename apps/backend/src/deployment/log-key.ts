import { join } from 'node:path';
import {
  decodeKeyChain,
  followKeys,
  formatVerifierKey,
  noteSigner,
  rotateKey,
  verifierKey,
  type KeyChain,
  type NoteSigner,
} from '@esta-logic/audit-log';
import { createSigningKey, moveSigningKey, nodeSignatureVerifier, readSigningKey } from '@esta-logic/driver-node-host';
import type { Kernel } from '@esta-logic/kernel';
import {
  faultOf,
  KernelError,
  unwrap,
  type ComponentStore,
  type Digest,
  type Signer,
} from '@esta-logic/kernel-boundary';
import { LOG_KEYS_KEY } from '@esta-logic/storage';

/** The key that signs for a log, and how it came to be the one. */
export interface LogKey {
  readonly signer: NoteSigner;
  readonly chain: KeyChain;
}

export interface LogKeyParts {
  readonly kernel: Pick<Kernel, 'records' | 'setLogKeys'>;
  readonly directory: string;
  /** Of that directory; what is written there goes to its standby as well. */
  readonly components: Pick<ComponentStore, 'read' | 'write'>;
  readonly digest: Digest;
}

/*
 *   <data>/log.key        the signing key in use (PEM, for its owner only)
 *   <data>/log.key.next   one that is about to be: the log names it first, then it takes the place of the other
 *   <data>/log.successor  the rotation from the key in use to the standby's own, signed ahead
 */
const fileOf = (directory: string): string => join(directory, 'log.key');
const SUCCESSOR = 'log.successor';
const nextFileOf = (directory: string): string => `${fileOf(directory)}.next`;

/** The key of a data directory; made when it is asked for first. Faults: log-broken when its file does not belong to the log. */
export async function openLogKey(parts: LogKeyParts): Promise<LogKey> {
  const stored = await (await parts.kernel.records()).get(LOG_KEYS_KEY);
  if (stored === undefined) return beginChain(parts);
  const chain = decodeKeyChain(stored);
  if (chain === undefined) throw broken('the list of its keys is damaged');
  const keys = unwrap(await followKeys(parts.digest, nodeSignatureVerifier(), chain));
  const inUse = keys[keys.length - 1]!;
  const is = (signer: Signer | undefined): signer is Signer =>
    signer !== undefined && Buffer.from(signer.publicKey).equals(inUse.publicKey);
  const current = await readSigningKey(fileOf(parts.directory));
  if (is(current)) return { signer: noteSigner(parts.digest, inUse.name, 'log', current), chain };
  const taken = current && (await succession(parts, chain, current));
  if (taken) return taken;
  const next = await readSigningKey(nextFileOf(parts.directory));
  if (!is(next))
    throw broken(
      `${fileOf(parts.directory)} ${current ? 'holds another key' : 'is missing'}; its key is ${formatVerifierKey(inUse)}`,
    );
  // A rotation was cut off after the log had named the new key.
  await moveSigningKey(nextFileOf(parts.directory), fileOf(parts.directory));
  return { signer: noteSigner(parts.digest, inUse.name, 'log', next), chain };
}

async function beginChain({ kernel, directory, digest }: LogKeyParts): Promise<LogKey> {
  const key = (await readSigningKey(fileOf(directory))) ?? (await createSigningKey(fileOf(directory)));
  const signer = noteSigner(digest, originOf(digest, key), 'log', key);
  const chain: KeyChain = { first: formatVerifierKey(signer.key), notes: [] };
  unwrap(await kernel.setLogKeys(chain));
  return { signer, chain };
}

/** What a directory that has taken over signs with: its own key, to which the one before has handed over. */
async function succession(
  { kernel, components, digest }: LogKeyParts,
  { first, notes }: KeyChain,
  own: Signer,
): Promise<LogKey | undefined> {
  const file = await components.read(SUCCESSOR);
  if (file === undefined) return undefined;
  const chain: KeyChain = { first, notes: [...notes, new TextDecoder().decode(file)] };
  const keys = await followKeys(digest, nodeSignatureVerifier(), chain);
  const last = keys.ok ? keys.value.at(-1) : undefined;
  if (last === undefined || !Buffer.from(last.publicKey).equals(own.publicKey)) return undefined;
  unwrap(await kernel.setLogKeys(chain));
  return { signer: noteSigner(digest, last.name, 'log', own), chain };
}

/**
 * Hands over to a standby's own key (32 bytes), for when it takes over: no private key ever leaves its machine, and the
 * log shows who signs from then on. Faults: as `openLogKey`.
 */
export async function nameSuccessor(parts: LogKeyParts, publicKey: Uint8Array): Promise<void> {
  const { signer, chain } = await openLogKey(parts);
  const { notes } = await rotateKey(chain, signer, verifierKey(parts.digest, signer.key.name, 'log', publicKey));
  await parts.components.write(SUCCESSOR, new TextEncoder().encode(notes.at(-1)));
}

/** A log is named after its first key, so that no two have one name. */
const originOf = (digest: Digest, { publicKey }: Signer): string =>
  `esta-logic/${Buffer.from(digest.sha256(publicKey)).toString('hex').slice(0, 16)}`;

/** Puts a new key in the place of the one in use, which signs for it once more. Faults: as `openLogKey`. */
export async function rotateLogKey(parts: LogKeyParts): Promise<LogKey> {
  const { kernel, directory, digest } = parts;
  const { signer, chain } = await openLogKey(parts);
  const next = noteSigner(digest, signer.key.name, 'log', await createSigningKey(nextFileOf(directory)));
  const rotated = await rotateKey(chain, signer, next.key);
  unwrap(await kernel.setLogKeys(rotated));
  await moveSigningKey(nextFileOf(directory), fileOf(directory));
  return { signer: next, chain: rotated };
}

const broken = (what: string): KernelError =>
  new KernelError(faultOf('log-broken', `Nothing can be signed for this log: ${what}.`));
