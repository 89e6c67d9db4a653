import { expect, test } from 'vitest';
import { receiptAddress, receiptIn } from './receipt-address.ts';

test('an address names the receipt that it was made for, and any other names none', () => {
  for (const id of ['1-42', 'ñ/#%']) expect(receiptIn(new URL(receiptAddress(id), 'http://x').hash)).toBe(id);
  for (const hash of ['', '#receipt=', '#receipt=%', '#/obligations']) expect(receiptIn(hash)).toBeUndefined();
});
