import {
  type Digest,
  KERNEL_INTERFACES,
  type KernelInterface,
  type LoadedModule,
  type ModuleManifest,
  unwrap,
} from '@esta-logic/kernel-boundary';
import { memoryComponentStore } from '@esta-logic/testkit';
import { createHash } from 'node:crypto';
import { createLoader, type LoaderPowers } from '../src/index.ts';
import { testEvaluator, testTranspiler } from './toolchain.ts';

export const manifestOf = (id: string, imports: readonly KernelInterface[] = KERNEL_INTERFACES): ModuleManifest => ({
  id,
  version: '1.0.0',
  description: 'A guest of the tests.',
  abi: '0.1.0',
  ring: 2,
  priority: 'normal',
  imports,
  opcodes: {},
  requiredCapabilities: [],
});

/** SHA-256 in BLAKE3's place: as long, as strong, and fast in Node; the loader only compares. */
const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
const sha256Hex = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');
const fastDigest: Digest = { sha256, sha256Hex, blake3: sha256Hex };

export const testPowers = (): LoaderPowers => ({
  components: memoryComponentStore(),
  digest: fastDigest,
  transpiler: testTranspiler(),
  evaluator: testEvaluator,
});

/** Installs and loads a component in a store of its own. */
export async function loaded(component: Uint8Array): Promise<LoadedModule> {
  const loader = createLoader(testPowers());
  unwrap(await loader.install(manifestOf('probe'), component));
  return unwrap(await loader.load('probe'));
}
