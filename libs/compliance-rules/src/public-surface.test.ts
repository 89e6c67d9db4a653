import { expect, test } from 'vitest';
import * as surface from './index.ts';

test('the public surface is exactly this', () => {
  expect(Object.keys(surface).sort()).toMatchInlineSnapshot(`
    [
      "PackHashMismatch",
      "balanceDecision",
      "caseTable",
      "checkCase",
      "citationOf",
      "decide",
      "decideMany",
      "decideManyText",
      "decideTable",
      "decodeGiven",
      "differences",
      "expandDecisions",
      "ledgerAuthority",
      "ledgerDecision",
      "loadPack",
      "michigan2025",
      "obligationsBetween",
      "packFaults",
      "packHash",
      "packLock",
      "packVersion",
      "pinOf",
      "pinnedPack",
      "questionNames",
      "releasedPack",
      "releasedPacks",
      "yearEndDecision",
      "yearHours",
    ]
  `);
});
