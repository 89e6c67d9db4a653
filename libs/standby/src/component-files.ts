import type { ComponentStore, Digest } from '@esta-logic/kernel-boundary';

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

/** Arguments per call that every engine takes. */
const CHUNK = 8192;

export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let start = 0; start < bytes.length; start += CHUNK)
    text += String.fromCharCode(...bytes.subarray(start, start + CHUNK));
  return btoa(text);
}

export const fromBase64 = (base64: string): Uint8Array =>
  Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
