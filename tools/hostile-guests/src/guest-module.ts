import type { KernelInterface, ModuleManifest } from '@esta-logic/kernel-boundary';

/** A module as `Kernel.install` takes it. */
export interface GuestModule {
  readonly manifest: unknown;
  readonly bytes: Uint8Array;
}

/** The manifest of a guest without a manifest file, which takes one opcode per deed and holds no capability. */
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
