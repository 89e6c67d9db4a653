import { describe, expect, it } from 'vitest';
import { clockContract, digestContract, entropyContract, hostLoopContract, testDigest } from '@esta-logic/testkit';
import { nodeClock, nodeDigest, nodeEntropy, nodeLoop } from './index.ts';

const runner = { describe, it, expect };
clockContract(runner, 'nodeClock', nodeClock);
hostLoopContract(runner, 'nodeLoop', () => ({ loop: nodeLoop() }));
entropyContract(runner, 'nodeEntropy', nodeEntropy);
digestContract(runner, 'nodeDigest', nodeDigest);

it('nodeDigest and the plain TypeScript digest agree on every length up to 3,000 and on random bytes', async () => {
  const node = await nodeDigest();
  const plain = testDigest();
  const bytes = nodeEntropy().bytes(3000);
  for (let length = 0; length <= 3000; length += 7) {
    const part = bytes.subarray(0, length);
    expect(node.blake3(part)).toBe(plain.blake3(part));
    expect(node.sha256(part)).toEqual(plain.sha256(part));
  }
});
