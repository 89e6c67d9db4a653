import { addDays, plainDate } from '@esta-logic/shared-types';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Language } from '../index.ts';
import { decideMany, decideManyText, michigan2025 } from '../index.ts';
import { allPacks } from '../us-packs.ts';
import { mayDiffer } from '../table/usable-columns.ts';
import { sortCases } from './alike-cases.ts';

const amount = fc.constantFrom<unknown>('8', 12, 310, '77/6', 7.5, '0', '9007199254740993/2');
const badAmount = fc.constantFrom<unknown>(null, -8, '8,5', true, ['8'], '', 'a"}},{"b', 'Grüße\n');
const day = fc.integer({ min: -100, max: 700 }).map((offset) => addDays(plainDate('2025-02-21'), offset) as string);
const badDay = fc.constantFrom<unknown>(null, 'soon', '2025-02-29', 7, '\\', '"', '}');
const seldom = <T, U>(usual: fc.Arbitrary<T>, other: fc.Arbitrary<U>): fc.Arbitrary<T | U> =>
  fc.oneof({ arbitrary: usual, weight: 30 }, { arbitrary: other, weight: 1 });

const events = fc.array(
  fc.record({
    type: seldom(fc.constantFrom('work', 'use'), fc.constant('sleep')),
    date: seldom(day, badDay),
    hours: seldom(amount, badAmount),
  }),
  { minLength: 1, maxLength: 3 },
);
const person = fc.record(
  {
    employee: seldom(
      fc.record({ hireDate: seldom(day, badDay) }),
      fc.constantFrom<unknown>({}, 7, { flsa: 'exempt', hireDate: '2025-03-03' }),
    ),
    events: seldom(events, fc.constantFrom<unknown>([], 'none')),
    request: seldom(fc.record({ date: seldom(day, badDay), hours: seldom(amount, badAmount) }), fc.constant(null)),
    employer: fc.record({ size: seldom(fc.constantFrom('small', 'large'), fc.constant('huge')) }),
    policy: fc.constantFrom<object>({}, { waitingDays: 30 }, { switches: { 'waiting.firstUseDay': 'onLastDay' } }),
    'employee.hireDate': fc.constantFrom('2025-06-02'),
    question: fc.constant('waiting'),
  },
  { requiredKeys: ['employee', 'events', 'request'] },
);
const alike = fc.record({
  employee: fc.record({ hireDate: seldom(day, badDay) }),
  events: fc.tuple(
    fc.record({ type: fc.constant('work'), date: seldom(day, badDay), hours: seldom(amount, badAmount) }),
    fc.record({ type: fc.constant('use'), date: seldom(day, badDay), hours: seldom(amount, badAmount) }),
  ),
  request: fc.record({ date: seldom(day, badDay), hours: seldom(amount, badAmount) }),
});
/** What clients send: mostly the same facts of everybody, now and then other ones. */
const anyCase = fc.oneof({ arbitrary: alike, weight: 9 }, { arbitrary: person, weight: 1 });
const cases = fc.oneof(fc.array(anyCase, { maxLength: 9 }), fc.array(anyCase, { minLength: 16, maxLength: 30 }));
const shared = fc.constantFrom<object>(
  { employer: { size: 'small' }, policy: { waitingDays: 120, benefitYear: { type: 'anniversary' } } },
  { employer: { size: 'large' }, policy: { method: 'frontload' } },
  { employer: { headcountNow: 12 }, employee: { hireDate: '2024-01-08', normalWeekHours: '24' }, colour: 'red' },
  { employer: { weeksWith11OrMore: { 2025: 20 } } },
);

describe('W14: cases in a text are decided as `decideMany` decides them, to the last character', () => {
  test('Michigan, random cases that differ in anything', () => {
    let sorted = 0;
    fc.assert(
      fc.property(shared, cases, fc.constantFrom<Language>('en', 'es'), (common, list, language) => {
        const text = JSON.stringify(list);
        for (const { spans } of sortCases(text, mayDiffer)?.alike ?? []) sorted += spans.length > 7 ? spans.length : 0;
        const found = decideManyText('usable', common, text, michigan2025, { language });
        expect(found).toBe(JSON.stringify(decideMany('usable', common, list, michigan2025, { language })));
      }),
      { numRuns: 600 },
    );
    expect(sorted).toBeGreaterThan(1000);
  });

  test.each(allPacks.map((pack) => [pack.id, pack] as const))('%s', (_, pack) => {
    fc.assert(
      fc.property(shared, cases, (common, list) => {
        const found = decideManyText('usable', common, JSON.stringify(list), pack);
        expect(found).toBe(JSON.stringify(decideMany('usable', common, list, pack)));
      }),
      { numRuns: 30 },
    );
  });

  test('questions without a plan, lists of nobody, and texts with spaces in them', () => {
    const list = [{ employee: { hireDate: '2025-11-03' } }, { employee: { hireDate: 'soon' } }];
    const common = { employer: { size: 'small' }, policy: { waitingDays: 90 } };
    for (const [question, text] of [
      ['waiting', JSON.stringify(list)],
      ['usable', JSON.stringify(list, null, 2)],
      ['usable', '[]'],
    ] as const) {
      const found = decideManyText(question, common, text, michigan2025);
      expect(found).toBe(JSON.stringify(decideMany(question, common, JSON.parse(text) as object[], michigan2025)));
    }
    expect(decideManyText('weather', common, '[]', michigan2025)).toMatchObject({ code: 'unknown-question' });
    expect(decideManyText('usable', { employer: 7 }, '[]', michigan2025)).toMatchObject({ code: 'bad-given' });
  });
});

describe('cases are sorted by what they have in common', () => {
  const aOrFirstOfB = (fact: string): boolean => /^(?:a|b\.0)$/.test(fact);

  test('what may differ stands in columns; other cases stand apart', () => {
    const text = '[{"a":1,"b":["x"]},{"a":2.5,"b":["y"]},{"a":1,"b":["x","z"]},{"a":null,"b":["x"]},{"a":1,"b":["y"]}]';
    const sorted = sortCases(text, aOrFirstOfB);
    expect(sorted?.count).toBe(5);
    expect(sorted?.alike.map(({ columns, spans }) => [columns, spans.map(({ index }) => index)])).toEqual([
      [
        [
          { fact: 'a', values: [1, 2.5], codes: [0, 1, 0] },
          { fact: 'b.0', values: ['x', 'y'], codes: [0, 1, 1] },
        ],
        [0, 1, 4],
      ],
      [
        [
          { fact: 'a', values: [1], codes: [0] },
          { fact: 'b.0', values: ['x'], codes: [0] },
        ],
        [2],
      ],
      [[{ fact: 'b.0', values: ['x'], codes: [0] }], [3]],
    ]);
  });

  test.each([
    ['a space', '[{"a": 1}]'],
    ['a name given twice', '[{"a":1,"a":2}]'],
    ['a name with an escape', '[{"\\u0061":1}]'],
    ['a case that is no object', '[7]'],
    ['a case of very many facts', `[{"a":1},{"a":1,"c":[${Array.from({ length: 70 }, (_, each) => each).join()}]}]`],
    ['something behind the list', '[{"a":1}],"b":[2]'],
  ])('%s leaves them all to the general way', (_, text) => {
    expect(sortCases(text, aOrFirstOfB)).toBeUndefined();
  });

  test('a name with a point in it is no path', () => {
    expect(sortCases('[{"b.0":1}]', aOrFirstOfB)?.alike[0]?.columns).toEqual([]);
  });
});
