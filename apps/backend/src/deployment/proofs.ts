import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import {
  formatCheckpoint,
  headAt,
  parseCheckpoint,
  parseNote,
  parseTilePath,
  readPublished,
  signNote,
  type KeyChain,
  type ProveOptions,
} from '@esta-logic/audit-log';
import { Journal } from '@esta-logic/journal';
import type { Kernel } from '@esta-logic/kernel';
import { faultOf, KernelError, unwrap, type ComponentStore, type Digest } from '@esta-logic/kernel-boundary';
import { makeReceipt, parseSections } from '@esta-logic/receipt';
import { AUDIT_LOG_KEYS } from '@esta-logic/storage';
import { nameSuccessor, openLogKey, rotateLogKey } from './log-key.ts';

export interface ReceiptRequest {
  /** The id of a message, or the number of a crank. */
  readonly id: string;
  /** Sections to leave out. */
  readonly withhold?: readonly string[];
  /** Leaves out what the module marks as personal. */
  readonly redact?: boolean;
  readonly withComponent?: boolean;
  /** A checkpoint that the log signed before, for the cosignatures that it has (default: one of now). */
  readonly checkpoint?: string;
}

/** What a data directory can prove to strangers. Every method rejects with a KernelError. */
export interface Proofs {
  keys(): Promise<KeyChain>;
  rotateKey(): Promise<KeyChain>;
  /** Who may sign after a takeover: the public key of a standby, 32 bytes. A rotation names it again. */
  nameSuccessor(publicKey: Uint8Array): Promise<void>;
  /** The newest state of the log, signed. */
  checkpoint(): Promise<string>;
  /** A tile of the published log, by its path. */
  tile(path: string): Promise<Uint8Array>;
  receipt(request: ReceiptRequest): Promise<string>;
  /** An installed component, also one that was replaced, by its hash. */
  component(hash: string): Promise<Uint8Array>;
}

export interface ProofParts {
  readonly kernel: Pick<Kernel, 'records' | 'setLogKeys' | 'logHead'>;
  readonly directory: string;
  readonly components: Pick<ComponentStore, 'read' | 'write'>;
  readonly digest: Digest;
}

const zip = promisify(gzip);
const PIN = /^blake3-[0-9a-f]{64}$/;

export function createProofs(parts: ProofParts): Proofs {
  const { kernel, components, digest } = parts;
  /** One after the other: two that came at once would begin two chains of keys, or rotate into each other. */
  let turn: Promise<unknown> = Promise.resolve();
  let successor: Uint8Array | undefined;
  const inTurn = <T>(task: () => Promise<T>): Promise<T> => {
    const mine = turn.then(task);
    turn = mine.catch(() => undefined);
    return mine;
  };
  const log = async (): Promise<ProveOptions> => ({ store: await kernel.records(), keys: AUDIT_LOG_KEYS, digest });
  const sign = async (): Promise<{ note: string; size: number; keyChain: KeyChain }> => {
    const { signer, chain } = await inTurn(() => openLogKey(parts));
    const head = await kernel.logHead();
    const note = await signNote(signer, formatCheckpoint({ origin: signer.key.name, ...head }));
    return { note, size: head.size, keyChain: chain };
  };
  return {
    keys: async () => (await inTurn(() => openLogKey(parts))).chain,
    rotateKey: () =>
      inTurn(async () => {
        const { chain } = await rotateLogKey(parts);
        if (successor) await nameSuccessor(parts, successor);
        return chain;
      }),
    nameSuccessor: (publicKey) => {
      successor = publicKey;
      return inTurn(() => nameSuccessor(parts, publicKey));
    },
    checkpoint: async () => (await sign()).note,
    tile: async (path) => {
      const tile = parseTilePath(path);
      if (tile === undefined) throw refused('invalid-argument', `${JSON.stringify(path)} is no tile of a log.`);
      return unwrap(await readPublished(await log(), tile));
    },
    component: async (hash) => {
      const bytes = PIN.test(hash) ? await components.read(`modules/${hash}.wasm`) : undefined;
      if (bytes === undefined) throw refused('not-found', `No component ${JSON.stringify(hash)} was installed here.`);
      return bytes;
    },
    receipt: async ({ id, withhold = [], redact = false, withComponent = false, checkpoint }) => {
      const sections = unwrap(parseSections(withhold));
      const stored = await log();
      const seq = /^\d+$/.test(id) ? Number(id) : await new Journal(stored.store).seqOf(id);
      if (seq === undefined) throw refused('not-found', `No crank took a message with the id ${JSON.stringify(id)}.`);
      const { keyChain, ...now } = await sign();
      return unwrap(
        await makeReceipt(
          {
            ...stored,
            digest,
            keyChain,
            checkpoint: checkpoint === undefined ? now : await older(stored, checkpoint),
            readFile: async (name) => components.read(name),
            gzip: async (bytes) => zip(bytes),
          },
          seq,
          { withhold: sections, redact, withComponent },
        ),
      );
    },
  };
}

/** A checkpoint that somebody kept must be one of this log's own past. */
async function older(log: ProveOptions, note: string): Promise<{ note: string; size: number }> {
  const { size, root } = unwrap(parseCheckpoint(unwrap(parseNote(note)).text));
  const then = unwrap(await headAt(log, size));
  if (then.root !== root) throw refused('not-proved', `The given checkpoint of ${size} records is not of this log.`);
  return { note, size };
}

const refused = (name: 'invalid-argument' | 'not-found' | 'not-proved', message: string): KernelError =>
  new KernelError(faultOf(name, message));
