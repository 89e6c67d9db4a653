import { rightsOf, type KernelInterface, type ModuleManifest } from '@esta-logic/kernel-boundary';
import { writtenGuest } from './written-guests.ts';
import { bruteComponent, MINIMAL_GUESTS, minimalComponent } from './native-guests.ts';

/** A module as `Kernel.install` takes it. */
export interface GuestModule {
  readonly manifest: unknown;
  readonly bytes: Uint8Array;
}

/** What the brute does, each under a first letter of its own. */
export const BRUTE_DEEDS = [
  'spin',
  'recurse',
  'grow',
  'handles',
  'keep',
  'flood-refused',
  'clock',
  'messages',
  'large',
  'zeros',
  'write-trap',
  'invalid-utf8',
  'junk',
  'pointer',
  'overlong',
  'bad-result',
  'unknown-handle',
  'drop-unknown',
  'answer',
] as const;

export function manifestOf(id: string, imports: readonly KernelInterface[], deeds: readonly string[]): ModuleManifest {
  const declaration = { types: ['Command'], description: 'Misbehaves as its name says.', payload: {} } as const;
  return {
    id,
    version: '0.1.0',
    description: 'Misbehaves without a language runtime.',
    abi: '0.1.0',
    ring: 2,
    priority: 'low',
    imports,
    opcodes: Object.fromEntries(deeds.map((deed) => [`${id}.${deed}`, declaration])),
    requiredCapabilities: [],
  };
}

const bruteManifest = (): ModuleManifest => ({
  ...manifestOf('brute', ['db', 'ipc', 'time'], BRUTE_DEEDS),
  requiredCapabilities: [
    {
      label: 'rows',
      resourceType: 'database',
      resourcePattern: 'brute.rows',
      rights: rightsOf('read', 'write'),
      reason: 'Has something to leave behind.',
    },
    {
      label: 'neighbour',
      resourceType: 'channel',
      resourcePattern: 'neighbour.*',
      rights: rightsOf('write'),
      reason: 'Has somebody to disturb.',
    },
    {
      label: 'clock',
      resourceType: 'clock',
      resourcePattern: '*',
      rights: rightsOf('read'),
      reason: 'Has a clock to read for ever.',
    },
  ],
});

/** All modules that the laboratory installs: the neighbour, the rogue in TypeScript, and the native ones. */
export async function guestModules(): Promise<readonly GuestModule[]> {
  const written = await Promise.all(['neighbour', 'rogue'].map(writtenGuest));
  const minimal = MINIMAL_GUESTS.map(async (name) => ({
    manifest: manifestOf(name, [], ['answer']),
    bytes: await minimalComponent(name),
  }));
  return [...written, { manifest: bruteManifest(), bytes: await bruteComponent() }, ...(await Promise.all(minimal))];
}
