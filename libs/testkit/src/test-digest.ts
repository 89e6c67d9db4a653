import type { Digest } from '@esta-logic/kernel-boundary';
import { blake3 } from './blake3.ts';
import { sha256, sha256Hex } from './sha256.ts';

/**
 * Real SHA-256 and BLAKE3 without a dependency or a host: what a test computes is what production computes.
 * Slower than a host's: some 100 MB/s and 20 MB/s.
 */
export const testDigest = (): Digest => ({ sha256, sha256Hex, blake3 });
