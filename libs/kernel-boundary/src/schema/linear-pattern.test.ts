import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compilePattern } from './linear-pattern.ts';

const atom = fc.constantFrom('a', 'b', '-', '[ab]', '[^a]', '[a-c]', '\\d', '\\w', '.', '\\.', '[0-9]');
const quantifier = fc.constantFrom('', '*', '+', '?', '{2}', '{1,3}');
const pattern = fc
  .array(
    fc.tuple(atom, quantifier).map(([one, many]) => one + many),
    { maxLength: 6 },
  )
  .map((items) => `^${items.join('')}$`);
const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd', '-', '.', '1', '9', '_', ' '), maxLength: 12 });

test('a pattern matches what the same regular expression matches', () => {
  fc.assert(
    fc.property(pattern, text, (source, input) => {
      expect(compilePattern(source)!(input)).toBe(new RegExp(source).test(input));
    }),
    { numRuns: 2000 },
  );
});

test('what the grammar does not have is refused, not misread', () => {
  for (const source of [
    'a',
    '^a',
    'a$',
    '^(a)$',
    '^a|b$',
    '^a**$',
    '^\\b$',
    '^[a$',
    '^a{3,1}$',
    '^a{1,999}$',
    '^[]$',
    '^\\1$',
    '^a{257}$',
    '^.{256}.{256}.$',
  ]) {
    expect(compilePattern(source), source).toBeUndefined();
  }
});

test('a pattern that makes a backtracking engine explode takes a walk of linear length', () => {
  const matches = compilePattern('^a*a*a*a*a*a*a*a*a*a*b$')!;
  expect(matches('a'.repeat(20_000))).toBe(false);
  expect(matches(`${'a'.repeat(20_000)}b`)).toBe(true);
});
