import { describe, expect, it } from 'vitest';
import { signatureVerifierContract } from '@esta-logic/testkit';
import { browserSignatureVerifier } from './index.ts';

signatureVerifierContract({ describe, it, expect }, 'browserSignatureVerifier', browserSignatureVerifier);
