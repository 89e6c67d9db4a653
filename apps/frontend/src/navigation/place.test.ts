import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addressOf, placeIn, type Place } from './place.ts';

const employee = fc.string({ minLength: 1, unit: 'grapheme' });
const place: fc.Arbitrary<Place> = fc.oneof(
  fc.constant<Place>({ view: 'balances' }),
  fc.constant<Place>({ view: 'year-end' }),
  fc.constant<Place>({ view: 'obligations' }),
  fc.record({ view: fc.constantFrom('balances' as const, 'ledger' as const), employee }),
);

test('every place has an address that leads back to it', () => {
  fc.assert(
    fc.property(place, (there) => {
      expect(placeIn(addressOf(there))).toEqual(there);
    }),
  );
});

test.each(['', '#', '#/', '#/nowhere', '#/employee/', '#/employee/%E0%A4', '#/employee/a/b'])(
  'an address that names no place shows the balances: %j',
  (hash) => expect(placeIn(hash)).toEqual({ view: 'balances' }),
);
