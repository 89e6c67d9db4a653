import { describe, expect, it } from 'vitest';
import { componentStoreContract } from './component-store-contract.ts';
import { entropyContract } from './entropy-contract.ts';
import { memoryComponentStore } from './memory-component-store.ts';
import { seededEntropy } from './seeded-entropy.ts';

entropyContract({ describe, it, expect }, 'seededEntropy', () => seededEntropy(1));
componentStoreContract({ describe, it, expect }, 'memoryComponentStore', () => memoryComponentStore());

it('seededEntropy: the seed alone decides', () => {
  expect(seededEntropy(5).bytes(64)).toEqual(seededEntropy(5).bytes(64));
  expect(seededEntropy(5).bytes(64)).not.toEqual(seededEntropy(6).bytes(64));
});
