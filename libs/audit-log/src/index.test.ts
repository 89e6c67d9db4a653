import { expect, it } from 'vitest';
import * as surface from './index.ts';

it('exports exactly this', () => {
  expect(Object.keys(surface).sort()).toEqual([
    'commitmentOf',
    'headAt',
    'openLog',
    'problemOfEvent',
    'proveConsistency',
    'proveInclusion',
    'readSalts',
    'verifyConsistency',
    'verifyInclusion',
    'verifyLog',
  ]);
});
