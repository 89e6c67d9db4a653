/** Decisions of a real component on a real kernel, and the powers to make receipts of them and check these. */
import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { componentize } from 'componentize-qjs';
import {
  formatCheckpoint,
  formatVerifierKey,
  noteSigner,
  rotateKey,
  signNote,
  type KeyChain,
  type NoteSigner,
} from '@esta-logic/audit-log';
import { Kernel } from '@esta-logic/kernel';
import {
  ABI_VERSION,
  KERNEL_INTERFACES,
  rightsOf,
  unwrap,
  type Digest,
  type ModuleManifest,
  type SignatureVerifier,
} from '@esta-logic/kernel-boundary';
import { createLoader } from '@esta-logic/loader';
import { NO_TOOLCHAIN } from '@esta-logic/replay';
import { AUDIT_LOG_KEYS } from '@esta-logic/storage';
import {
  manualClock,
  manualLoop,
  memoryComponentStore,
  memoryStore,
  seededEntropy,
  type MemoryStore,
} from '@esta-logic/testkit';
import type { ReceiptPowers, ReceiptSources } from '../src/index.ts';

const sha256 = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(bytes).digest());
/** SHA-256 also in BLAKE3's place: as long, and fast in Node. */
export const digest: Digest = {
  sha256,
  sha256Hex: (text) => createHash('sha256').update(text).digest('hex'),
  blake3: (bytes) => Buffer.from(sha256(bytes)).toString('hex'),
};

/** RFC 8410: what stands before the 32 bytes of a public key and of a seed. */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

const verifier: SignatureVerifier = {
  verify: (publicKey, message, signature) => {
    try {
      const key = createPublicKey({ key: Buffer.concat([SPKI, publicKey]), format: 'der', type: 'spki' });
      return verify(null, message, key, signature);
    } catch {
      return false;
    }
  },
};

export function signerOf(seed: number, name = 'log.example'): NoteSigner {
  const der = Buffer.concat([PKCS8, Buffer.alloc(32, seed)]);
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const publicKey = new Uint8Array(createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(SPKI.length));
  return noteSigner(digest, name, 'log', { publicKey, sign: (message) => new Uint8Array(sign(null, message, key)) });
}

const SOURCE = `
import { open } from 'esta:kernel/db@0.1.0';
let count = 0;
export function handle({ opcode, payload }) {
  if (opcode === 'leave.count') return String(++count);
  const { employee, hours, note } = JSON.parse(payload);
  if (!(hours >= 0)) throw { code: 1002, message: note === 'quote' ? employee + ' has none.' : 'Hours cannot be negative.' };
  const rows = open('rows');
  const before = Number(rows.read(employee) ?? '0');
  rows.write(employee, String(before + hours));
  return JSON.stringify({ employee, balance: before + hours, citation: 'MCL 408.963', note });
}`;

async function buildComponent(): Promise<Uint8Array> {
  const witPath = join(import.meta.dirname, '../../kernel-boundary/wit');
  const wit = readFileSync(join(witPath, 'kernel.wit'));
  const folder = join(import.meta.dirname, '../../../node_modules/.cache/esta-receipt-fixtures');
  const file = join(folder, `${createHash('sha256').update(SOURCE).update(wit).digest('hex')}.wasm`);
  if (!existsSync(file)) {
    const { component } = await componentize({
      witPath,
      world: 'service',
      jsSource: SOURCE,
      sync: true,
      stubWasi: true,
    });
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, component);
  }
  return new Uint8Array(readFileSync(file));
}

export const component = await buildComponent();

const opcode = (description: string) => ({
  types: ['Command' as const, 'Query' as const],
  description,
  payload: {},
});
/** The same component, under a manifest that marks what is personal. */
const person = { 'x-personal': true } as const;
const MARKED = {
  'leave.add': {
    ...opcode('Adds hours.'),
    payload: { properties: { employee: person, note: person } },
    reply: { properties: { employee: person, note: person } },
  },
};

const MANIFEST: ModuleManifest = {
  id: 'leave',
  version: '1.0.0',
  description: 'Adds up hours.',
  abi: ABI_VERSION,
  ring: 2,
  priority: 'normal',
  imports: KERNEL_INTERFACES,
  opcodes: { 'leave.add': opcode('Adds hours.'), 'leave.count': opcode('Counts.') },
  requiredCapabilities: [
    {
      label: 'rows',
      resourceType: 'database',
      resourcePattern: 'leave.rows',
      rights: rightsOf('read', 'write'),
      reason: 'Keep hours.',
    },
  ],
};

export interface Decided {
  readonly store: MemoryStore;
  readonly sources: (changes?: Partial<ReceiptSources>) => Promise<ReceiptSources>;
  readonly signer: NoteSigner;
  readonly keyChain: KeyChain;
}

/** The messages that are sent, in order; each becomes a crank. */
export const MESSAGES = {
  short: { opcode: 'leave.add', payload: { employee: 'Ann Smith', hours: 8 } },
  long: { opcode: 'leave.add', payload: { employee: 'Ben', hours: 4, note: 'n'.repeat(3000) } },
  refused: { opcode: 'leave.add', payload: { employee: 'Cy', hours: -1 } },
  personal: { target: 'private', opcode: 'leave.add', payload: { employee: 'Ann Smith', hours: 8, note: 'Flu.' } },
  personalAndLong: {
    target: 'private',
    opcode: 'leave.add',
    payload: { note: 'n'.repeat(3000), employee: 'Ann Smith', hours: 4 },
  },
  personalRefused: { target: 'private', opcode: 'leave.add', payload: { employee: 'Cy Young', hours: -1 } },
  personalQuoted: { target: 'private', opcode: 'leave.add', payload: { employee: 'Di', hours: -2, note: 'quote' } },
  remembering: { target: 'stateful', opcode: 'leave.count', payload: {} },
  remembered: { target: 'stateful', opcode: 'leave.count', payload: {} },
} as const;

export async function decide(): Promise<Decided & { readonly ids: Readonly<Record<keyof typeof MESSAGES, string>> }> {
  const components = memoryComponentStore();
  const store = memoryStore();
  const clock = manualClock();
  const kernel = new Kernel({
    provider: store,
    loader: createLoader({ components, digest, ...NO_TOOLCHAIN }),
    clock,
    loop: manualLoop({ clock, mode: 'microtask' }),
    digest,
    entropy: seededEntropy(1),
  });
  await kernel.boot();
  for (const manifest of [
    MANIFEST,
    { ...MANIFEST, id: 'stateful', stateful: true, requiredCapabilities: [] },
    {
      ...MANIFEST,
      id: 'private',
      opcodes: MARKED,
      requiredCapabilities: MANIFEST.requiredCapabilities.map((each) => ({ ...each, resourcePattern: 'private.rows' })),
    },
  ])
    unwrap(await kernel.install(manifest, component));
  const ids = {} as Record<keyof typeof MESSAGES, string>;
  for (const [name, message] of Object.entries(MESSAGES))
    ids[name as keyof typeof MESSAGES] = (
      await kernel.send({ type: 'Command', target: 'leave', ...message })
    ).messageId;
  await kernel.drained();
  const { size, root } = await kernel.logHead();
  await kernel.stop();
  const signer = signerOf(1);
  const keyChain = { first: formatVerifierKey(signer.key), notes: [] };
  const kept = store.reopen();
  const note = await signNote(signer, formatCheckpoint({ origin: signer.key.name, size, root }));
  return {
    store: kept,
    signer,
    keyChain,
    ids,
    sources: async (changes = {}) => ({
      store: kept,
      keys: AUDIT_LOG_KEYS,
      digest,
      keyChain,
      checkpoint: { note, size },
      readFile: async (name) => components.read(name),
      gzip: async (bytes) => new Uint8Array(gzipSync(bytes)),
      ...changes,
    }),
  };
}

export const powers: ReceiptPowers = {
  digest,
  verifier,
  gunzip: async (bytes) => new Uint8Array(gunzipSync(bytes)),
  trusted: signerOf(1).key,
  findComponent: () => component,
};

export const rotated = (chain: KeyChain, from: NoteSigner, to: NoteSigner): Promise<KeyChain> =>
  rotateKey(chain, from, to.key);
