import { expect, it } from 'vitest';
import * as surface from './index.ts';

it('exports exactly this', () => {
  expect(Object.keys(surface).sort()).toEqual([
    'SENTENCES',
    'decodeReceipt',
    'encodeReceipt',
    'makeReceipt',
    'parseSections',
    'redactReceipt',
    'verdictOf',
    'verifyReceipt',
  ]);
});
