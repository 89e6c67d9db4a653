import { randomFillSync } from 'node:crypto';
import type { Entropy } from '@esta-logic/kernel-boundary';

/** The operating system's random bytes. */
export const nodeEntropy = (): Entropy => ({ bytes: (length) => randomFillSync(new Uint8Array(length)) });
