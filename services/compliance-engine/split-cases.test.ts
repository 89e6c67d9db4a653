import { expect, test } from 'vitest';
import { splitCases } from './split-cases.ts';

const asked = { question: 'usable', language: 'es', shared: { events: [{ type: 'work' }, { dates: [1, [2]] }] } };

test.each([
  ['first', { cases: [{ a: [1] }, { b: [] }], ...asked }],
  ['last', { ...asked, cases: [{ a: ']' }] }],
  ['between the others', { question: 'usable', cases: [], shared: asked.shared }],
])('the list of cases is taken out where it comes %s', (_, message) => {
  expect(splitCases(JSON.stringify(message))).toEqual({
    asked: { ...message, cases: 0 },
    cases: JSON.stringify(message.cases),
  });
});

test.each([
  ['another list of that name comes first', { shared: { cases: [{ a: 1 }] }, cases: [{ a: 2 }] }],
  ['there is none', { shared: { cases: [{ a: 1 }] } }],
  ['it is no list', { cases: 'all' }],
])('nothing is taken out where %s', (_, message) => {
  expect(splitCases(JSON.stringify(message))).toBeUndefined();
});

test('what is written in a text is no list of cases', () => {
  const message = { question: '"cases":[{"a":1}]', cases: [{ a: 2 }] };
  expect(splitCases(JSON.stringify(message))?.cases).toBe('[{"a":2}]');
});
