import { expect, test } from 'vitest';
import { readCitations } from './citation.ts';
import { WORDS } from '../words/words.ts';

test('rules are gathered under their section, in the order they came', () => {
  expect(
    readCitations(
      ['MCL 408.963 (accrual.rate)', 'MCL 408.962 (smallBusiness.20weeks)', 'MCL 408.963 (use.cap)'],
      WORDS.en,
    ),
  ).toEqual([
    {
      section: 'MCL 408.963',
      title: 'Accrual, use, carryover and frontloading',
      href: 'https://www.legislature.mi.gov/Laws/MCL?objectName=mcl-408-963',
      rules: ['accrual rate', 'use cap'],
    },
    {
      section: 'MCL 408.962',
      title: 'Definitions, small business',
      href: 'https://www.legislature.mi.gov/Laws/MCL?objectName=mcl-408-962',
      rules: ['small business 20 weeks'],
    },
  ]);
});

test('another state’s law is shown as it came, without an address', () => {
  expect(readCitations(['RCW 49.46.210(1)(a)'], WORDS.en)).toEqual([
    { section: 'RCW 49.46.210(1)(a)', title: undefined, href: undefined, rules: [] },
  ]);
});
