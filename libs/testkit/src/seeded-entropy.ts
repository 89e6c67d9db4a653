import type { Entropy } from '@esta-logic/kernel-boundary';

/** A stream of unsigned 32-bit numbers that its seed alone decides (SplitMix32). Not for secrets. */
export function seededNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
}

/** Random-looking bytes that its seed alone decides, so that a failing run can be run again. */
export function seededEntropy(seed: number): Entropy {
  const next = seededNumbers(seed);
  return { bytes: (length) => Uint8Array.from({ length }, () => next() & 0xff) };
}
