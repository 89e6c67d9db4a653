/**
 * Names in the ComponentStore:
 *
 *   modules.lock                     what is installed, see lock.ts
 *   modules/<hash>.wasm              a component, named by its own hash
 *   modules/<hash>.manifest.json     a manifest with its capabilities, canonical JSON, named by its own hash
 *   cache/<key>/index.json           what was made of a component, see code-cache.ts
 *   cache/<key>/<file>               one file of it
 *
 *   hash = "blake3-" 64 hexadecimal digits
 */
import type { Digest } from '@esta-logic/kernel-boundary';

export const LOCK_FILE = 'modules.lock';
export const componentFile = (hash: string): string => `modules/${hash}.wasm`;
export const manifestFile = (hash: string): string => `modules/${hash}.manifest.json`;
export const cacheFile = (key: string, name: string): string => `cache/${key}/${name}`;

const HASH = /^blake3-[0-9a-f]{64}$/;
export const isHash = (text: unknown): text is string => typeof text === 'string' && HASH.test(text);
export const hashOf = (digest: Digest, bytes: Uint8Array): string => `blake3-${digest.blake3(bytes)}`;
