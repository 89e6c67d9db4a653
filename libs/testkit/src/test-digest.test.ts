import { describe, expect, it } from 'vitest';
import { digestContract } from './digest-contract.ts';
import { testDigest } from './test-digest.ts';

digestContract({ describe, it, expect }, 'testDigest', testDigest);
