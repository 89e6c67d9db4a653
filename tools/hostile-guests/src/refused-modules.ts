import { rightsOf, type CapabilityRequest, type ErrorName } from '@esta-logic/kernel-boundary';
import { manifestOf } from './guest-module.ts';
import { minimalComponent, wasiComponent } from './native-guests.ts';

/** A module that must not be installed. */
export interface RefusedModule {
  readonly does: string;
  readonly limit: string;
  readonly error: ErrorName;
  /** A piece of the sentence. */
  readonly says: string;
  readonly manifest: unknown;
  readonly bytes: Uint8Array;
}

const RIGHTS = rightsOf('read', 'write');

/** Modules that ask for, import or are what no guest may. */
export async function refusedModules(): Promise<readonly RefusedModule[]> {
  const bytes = await minimalComponent('answer');
  const manifest = manifestOf('intruder', [], ['answer']);
  const wasi = ['wasi:clocks/monotonic-clock@0.2.0', 'wasi:filesystem/preopens@0.2.0', 'wasi:random/random@0.2.3'].map(
    async (name) => ({
      does: `Imports \`${name}\`.`,
      limit: 'only esta:kernel may be imported',
      error: 'forbidden-import' as const,
      says: name,
      manifest,
      bytes: await wasiComponent(name),
    }),
  );
  const asks = (request: object) => ({
    ...manifest,
    requiredCapabilities: [
      { label: 'rows', resourceType: 'database', rights: RIGHTS, reason: 'To read it all.', ...request },
    ],
  });
  const asking = (
    does: string,
    limit: string,
    says: string,
    request: Partial<CapabilityRequest> & object,
  ): RefusedModule => ({
    does,
    limit,
    error: 'invalid-manifest',
    says,
    manifest: asks(request),
    bytes,
  });
  return [
    ...(await Promise.all(wasi)),
    asking(
      'Asks for the collections of its neighbour.',
      'a user module’s collections are its own',
      'collections of its own',
      { resourcePattern: 'neighbour.sums' },
    ),
    asking('Asks for all collections.', 'a database capability names one collection', 'must name one collection', {
      resourcePattern: '*',
    }),
    asking('Asks for a collection by a path out of its own.', 'the grammar of patterns', 'resourcePattern', {
      resourcePattern: 'intruder.../other/rows',
    }),
    asking('Names another tenant in capabilities.json.', 'a capability’s tenant is the message’s', 'tenantId', {
      resourcePattern: 'intruder.rows',
      ...{ tenantId: 'other' },
    }),
    asking('Asks for a channel to everybody.', 'a channel names the module at its other end', 'must name a module', {
      resourceType: 'channel',
      resourcePattern: '*',
    }),
    asking('Asks to broadcast whatever it likes.', 'a broadcast names its opcodes', 'which opcodes it broadcasts', {
      resourceType: 'channel',
      resourcePattern: 'broadcast.*',
    }),
    ...['client', 'broadcast'].map((id) => ({
      does: `Calls itself \`${id}\`.`,
      limit: 'names that mean others',
      error: 'invalid-manifest' as const,
      says: 'which mean others',
      manifest: { ...manifest, id },
      bytes,
    })),
    {
      does: 'Asks to run as `system`.',
      limit: 'a guest is never `system`',
      error: 'invalid-manifest',
      says: 'priority',
      manifest: { ...manifest, priority: 'system' },
      bytes,
    },
    {
      does: 'Asks for 1 GiB of memory.',
      limit: 'what a manifest may ask for at most',
      error: 'invalid-manifest',
      says: 'memoryBytes',
      manifest: { ...manifest, limits: { memoryBytes: 2 ** 30 } },
      bytes,
    },
    {
      does: 'Asks for an hour of CPU.',
      limit: 'what a manifest may ask for at most',
      error: 'invalid-manifest',
      says: 'cpuMillisecondsPerCall',
      manifest: { ...manifest, limits: { cpuMillisecondsPerCall: 3_600_000 } },
      bytes,
    },
    {
      does: 'Is no component but noise.',
      limit: 'a component is well-formed',
      error: 'invalid-component',
      says: 'not a WebAssembly component',
      manifest,
      bytes: bytes.map((byte, i) => (i < 8 ? byte : (byte * 31 + i) & 255)),
    },
    {
      does: 'Is a component cut in half.',
      limit: 'a component is well-formed',
      error: 'invalid-component',
      says: 'component',
      manifest,
      bytes: bytes.subarray(0, bytes.length >> 1),
    },
  ];
}
