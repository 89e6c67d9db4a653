import { describe, expect, it } from 'vitest';
import { digestContract } from '@esta-logic/testkit';
import { browserDigest } from './index.ts';

digestContract({ describe, it, expect }, 'browserDigest', browserDigest);
