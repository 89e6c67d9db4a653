import { faultOf, fromBase64, KernelError, type ComponentStore, type Digest } from '@esta-logic/kernel-boundary';

/** Which files of a component store a standby needs: pins, components, manifests, and what was derived of them. */
const PREFIXES: readonly string[] = ['cache/', 'modules'];

/** BLAKE3 of each component file, by name. */
export async function fileHashes(components: ComponentStore, digest: Digest): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {};
  for (const prefix of PREFIXES) {
    for (const name of await components.list(prefix)) {
      const bytes = await components.read(name);
      if (bytes) hashes[name] = digest.blake3(bytes);
    }
  }
  return hashes;
}

/** The bytes of a file as they came over the link. @throws KernelError invalid-argument. */
export function fileBytes(name: string, base64: string): Uint8Array {
  const bytes = fromBase64(base64);
  if (bytes === undefined) throw new KernelError(faultOf('invalid-argument', `The file ${name} came damaged.`));
  return bytes;
}
