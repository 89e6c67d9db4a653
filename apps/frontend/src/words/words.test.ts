import { expect, test } from 'vitest';
import { SPANISH } from './spanish.ts';
import { WORDS } from './words.ts';

const namesIn = (phrase: string): readonly string[] => (phrase.match(/\{\w+\}/g) ?? []).toSorted();

test('W4: a phrase and its Spanish say the same facts, and the Spanish is not the English', () => {
  for (const [phrase, spanish] of Object.entries(SPANISH)) {
    expect(namesIn(spanish), phrase).toEqual(namesIn(phrase));
    expect(spanish.replace(/\{\w+\}/g, ''), phrase).not.toMatch(/\b(the|of|hours|is|are|and)\b/);
  }
});

test('names are filled in, numbers agree with their nouns, dates follow the language', () => {
  const { en, es } = WORDS;
  expect(en.say('Sum of {employees}', { employees: en.count(1204, 'employee', 'employees') })).toBe(
    'Sum of 1,204 employees',
  );
  expect(es.count(1, 'row', 'rows')).toBe('1 fila');
  expect([en.date('2026-06-21'), es.date('2026-06-21')]).toEqual(['Jun 21, 2026', '21 jun 2026']);
  expect([en.month('2026-06-21', true), es.month('2026-06-21', false)]).toEqual(['Jun 2026', 'jun']);
});
