import { expect, test } from 'vitest';
import * as surface from './index.ts';

test('the public surface is exactly this', () => {
  expect(Object.keys(surface).sort()).toMatchInlineSnapshot(`
    [
      "NO_CAPS",
      "assumedDays",
      "balanceAsOf",
      "balancesByYear",
      "benefitYearLabel",
      "benefitYearOf",
      "benefitYears",
      "capsOn",
      "changesBetween",
      "closeYear",
      "correctingEntry",
      "countedDays",
      "daysOfEvents",
      "grant",
      "grantOn",
      "ledgerFor",
      "projectBalance",
      "projectedDays",
      "readTicks",
      "shownTicks",
      "standingOf",
      "textOfTicks",
      "toTicks",
      "usableOn",
    ]
  `);
});
