import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unwrap } from '../errors.ts';
import { compileSchema } from './compile-schema.ts';
import type { JsonSchema } from './json-schema.ts';

const problem = (schema: JsonSchema, value: unknown): string | undefined =>
  unwrap(compileSchema(schema, 'test'))(value, '');

test('every keyword refuses what it should and passes what it should', () => {
  const cases: [JsonSchema, unknown[], unknown[]][] = [
    [{ type: 'string' }, ['', 'x'], [1, null, {}, []]],
    [{ type: ['string', 'null'] }, ['x', null], [1]],
    [{ type: 'integer' }, [1, -3], [1.5, '1']],
    [{ type: 'number' }, [1.5], [NaN, '1']],
    [{ type: 'object' }, [{}], [[], null]],
    [{ enum: ['a', 1] }, ['a', 1], ['b', '1']],
    [{ const: true }, [true], [false]],
    [{ minLength: 2, maxLength: 3 }, ['ab', 'abc', 7], ['a', 'abcd']],
    [{ pattern: '^\\d{4}$' }, ['2026'], ['20261']],
    [{ format: 'date' }, ['2024-02-29', '2026-12-31'], ['2026-02-29', '2026-13-01', '2026-1-1']],
    [
      { format: 'date-time' },
      ['2026-06-30T08:00:00-04:00', '2026-06-30T08:00Z'],
      ['2026-06-30', '2026-02-30T00:00:00Z', '2026-06-30T24:00:00Z'],
    ],
    [{ format: 'fraction' }, ['77/6', '38.5', '-8'], ['1/0', 'x', '1/', '']],
    [{ minimum: 1, maximum: 2 }, [1, 2, 'x'], [0, 3]],
    [{ minItems: 1, maxItems: 2, items: { type: 'string' } }, [['a'], ['a', 'b']], [[], ['a', 'b', 'c'], [1]]],
    [{ prefixItems: [{ type: 'string' }, { type: 'number' }] }, [['a', 1], ['a']], [[1, 1]]],
    [
      { required: ['a'], properties: { a: { type: 'string' } }, additionalProperties: false },
      [{ a: 'x' }],
      [{}, { a: 1 }, { a: 'x', b: 1 }],
    ],
    [{ additionalProperties: { type: 'number' }, maxProperties: 1 }, [{ x: 1 }, {}], [{ x: 'y' }, { x: 1, y: 2 }]],
    [{ anyOf: [{ type: 'string' }, { type: 'null' }] }, ['x', null], [1]],
    [{ type: 'string', 'x-personal': true }, ['x'], [1]],
  ];
  for (const [schema, good, bad] of cases) {
    for (const value of good)
      expect(problem(schema, value), `${JSON.stringify(schema)} ← ${JSON.stringify(value)}`).toBeUndefined();
    for (const value of bad)
      expect(problem(schema, value), `${JSON.stringify(schema)} ← ${JSON.stringify(value)}`).toBeTypeOf('string');
  }
});

test('a problem names the field by its path', () => {
  const schema: JsonSchema = { properties: { rows: { items: { properties: { hours: { format: 'fraction' } } } } } };
  expect(problem(schema, { rows: [{ hours: '1' }, { hours: 'x' }] })).toContain('"rows[1].hours"');
});

test('a keyword, type, format or pattern that is not understood refuses the schema by name', () => {
  const bad: [unknown, string][] = [
    [{ $ref: '#' }, '$ref'],
    [{ type: 'text' }, 'text'],
    [{ format: 'email' }, 'email'],
    [{ pattern: '(a+)+' }, '(a+)+'],
    [7, 'must be an object'],
    [{ properties: { a: { oneOf: [] } } }, 'oneOf'],
    [{ properties: { a: { 'x-personal': false } } }, 'x-personal'],
  ];
  for (const [schema, word] of bad) {
    const result = compileSchema(schema, 'x');
    expect(result).toMatchObject({ ok: false, fault: { name: 'invalid-manifest' } });
    if (!result.ok) expect(result.fault.message).toContain(word);
  }
});

test('a schema too deep or too large is refused', () => {
  let deep: JsonSchema = {};
  for (let i = 0; i < 40; i++) deep = { items: deep };
  expect(compileSchema(deep, 'x').ok).toBe(false);
  expect(compileSchema({ anyOf: Array.from({ length: 5000 }, () => ({})) }, 'x').ok).toBe(false);
});

test('I6 a compiled schema never throws, whatever the value', () => {
  const schema: JsonSchema = {
    type: 'object',
    required: ['a'],
    properties: { a: { items: { format: 'date' } }, b: { anyOf: [{ pattern: '^x*$' }, { minimum: 3 }] } },
    additionalProperties: { type: 'string' },
  };
  const check = unwrap(compileSchema(schema, 'x'));
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(['string', 'undefined']).toContain(typeof check(value, ''));
    }),
  );
});
