import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decide, decideMany, michigan2025 } from './index.ts';

const shared = { employer: { size: 'small' }, policy: { method: 'accrual', waitingDays: 90 }, colour: 'red' };
const one = fc.record({
  employee: fc.record({ hireDate: fc.constantFrom('2025-01-06', '2025-10-01', '2026-02-02') }),
  events: fc.array(
    fc.record({
      type: fc.constant('work'),
      date: fc.constantFrom('2025-10-02', '2026-03-02'),
      hours: fc.constantFrom('8', '77/6', '310'),
    }),
    { maxLength: 3 },
  ),
  request: fc.record({ date: fc.constantFrom('2026-01-05', '2026-06-01'), hours: fc.constantFrom('4', '50') }),
});

test('many cases at once are decided as each would be alone', () => {
  fc.assert(
    fc.property(fc.array(one, { maxLength: 8 }), (cases) => {
      expect(decideMany('usable', shared, cases, michigan2025)).toEqual(
        cases.map((own) => decide('usable', { ...shared, ...own, question: 'usable' }, michigan2025)),
      );
    }),
    { numRuns: 60 },
  );
});

test('a bad case refuses itself alone; bad shared facts and unknown questions refuse all', () => {
  const cases = [{ employee: { hireDate: '2026-01-05' } }, { employee: { hireDate: 'soon' } }];
  expect(decideMany('waiting', shared, cases, michigan2025)).toMatchObject([
    { ok: true },
    { ok: false, code: 'bad-given' },
  ]);
  expect(decideMany('waiting', { employer: { size: 'huge' } }, cases, michigan2025)).toMatchObject({
    ok: false,
    code: 'bad-given',
  });
  expect(decideMany('weather', shared, cases, michigan2025)).toMatchObject({ ok: false, code: 'unknown-question' });
});

test('a case may replace what is shared', () => {
  const [large] = decideMany(
    'classifyEmployer',
    { ...shared, asOf: '2026-01-05' },
    [{ employer: { size: 'large' } }],
    michigan2025,
  ) as unknown as { result: object }[];
  expect(large?.result).toMatchObject({ size: 'large' });
});
