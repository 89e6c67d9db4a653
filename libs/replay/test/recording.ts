import {
  ABI_VERSION,
  KERNEL_INTERFACES,
  rightsOf,
  unwrap,
  type Clock,
  type Digest,
  type ModuleManifest,
  type Right,
  type SendRequest,
} from '@esta-logic/kernel-boundary';
import { Kernel } from '@esta-logic/kernel';
import { createLoader, type LoaderPowers } from '@esta-logic/loader';
import {
  manualClock,
  manualLoop,
  memoryComponentStore,
  memoryStore,
  seededEntropy,
  type MemoryStore,
} from '@esta-logic/testkit';
import { createHash } from 'node:crypto';
import { guestComponent } from './guest-component.ts';
import { NO_TOOLCHAIN } from '../src/index.ts';

/** SHA-256 in BLAKE3's place: as long, as strong, and fast in Node. */
const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
const sha256Hex = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');
export const fastDigest: Digest = { sha256, sha256Hex, blake3: sha256Hex };

const OPCODES = [
  'echo', 'calls', 'write', 'read', 'count', 'grow', 'refused-call', 'failed-call', 'refuse', 'trap', 'recurse', 'write-and-spin', 'number',
] as const; // prettier-ignore

const GUEST: ModuleManifest = {
  id: 'guest',
  version: '1.0.0',
  description: 'A guest of the tests.',
  abi: ABI_VERSION,
  ring: 2,
  priority: 'normal',
  imports: KERNEL_INTERFACES,
  opcodes: Object.fromEntries(
    OPCODES.map((name) => [
      `guest.${name}`,
      {
        types: ['Query', 'Command', 'Event'],
        description: name,
        payload: {},
        ...(name === 'number' ? { reply: { type: 'number' as const } } : {}),
      },
    ]),
  ),
  limits: { cpuMillisecondsPerCall: 20 },
  requiredCapabilities: [
    capability('rows', 'database', 'guest.rows', 'read', 'write', 'delete', 'list'),
    capability('peer', 'channel', 'peer.*', 'write', 'execute'),
    capability('clock', 'clock', '*', 'read'),
    capability('audit', 'audit', '*', 'write'),
    capability('log', 'log', '*', 'write'),
  ],
};

function capability(
  label: string,
  resourceType: ModuleManifest['requiredCapabilities'][number]['resourceType'],
  resourcePattern: string,
  ...rights: Right[]
): ModuleManifest['requiredCapabilities'][number] {
  return { label, resourceType, resourcePattern, rights: rightsOf(...rights), reason: 'It is tested.' };
}

/** The modules of the tests: a hermetic guest, one that remembers, and the one that both ask. */
export const MANIFESTS: Readonly<Record<'guest' | 'stateful' | 'peer', ModuleManifest>> = {
  guest: GUEST,
  stateful: { ...GUEST, id: 'stateful', stateful: true, requiredCapabilities: [] },
  peer: { ...GUEST, id: 'peer', requiredCapabilities: [] },
};

export interface Recording {
  readonly kernel: Kernel;
  readonly store: MemoryStore;
  readonly powers: LoaderPowers;
  send(request: Partial<SendRequest> & Pick<SendRequest, 'opcode'>): ReturnType<Kernel['send']>;
}

/** A kernel with the modules of the tests, whose store holds what it records. */
export async function record(component?: Uint8Array): Promise<Recording> {
  const powers: LoaderPowers = {
    components: memoryComponentStore(),
    digest: fastDigest,
    ...NO_TOOLCHAIN,
  };
  const loader = createLoader(powers);
  const wasm = component ?? (await guestComponent());
  const store = memoryStore();
  const manual = manualClock();
  const kernel = new Kernel({
    provider: store,
    loader,
    clock: ticking(manual),
    loop: manualLoop({ clock: manual, mode: 'microtask' }),
    digest: fastDigest,
    entropy: seededEntropy(1),
  });
  await kernel.boot();
  for (const manifest of Object.values(MANIFESTS)) unwrap(await kernel.install(manifest, wasm));
  return {
    kernel,
    store,
    powers,
    send: (request) => kernel.send({ type: 'Command', target: 'guest', payload: {}, ...request }),
  };
}

/** A clock on which time passes whenever it is looked at, so that a deadline comes while a guest spins. */
function ticking(clock: Clock): Clock {
  let ticks = 0;
  return { now: () => clock.now() + Math.floor(++ticks / 7), monotonic: () => clock.monotonic() + ++ticks / 100 };
}
