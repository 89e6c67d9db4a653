import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { JsonSchema } from '@esta-logic/kernel-boundary';
import { isPersonalShape, personalOpcodes, personalShape } from './personal-shape.ts';
import { joinText, splitText } from './split-text.ts';

const personal = { 'x-personal': true } as const;
const fieldsOf = (schema: JsonSchema, text: string): readonly string[] =>
  splitText(text, personalShape(schema)!).fields;

it('J12 cuts out the fields that a schema marks: nested, in arrays, by place, under any name, in either branch', () => {
  const people: JsonSchema = { properties: { people: { items: { properties: { name: personal, born: personal } } } } };
  const text = '{ "people": [{"id":1, "name": "A\\"}", "born":null}, {"name":["B",{"x":1}]} ], "name": "shown" }';
  expect(fieldsOf(people, text)).toEqual(['"A\\"}"', 'null', '["B",{"x":1}]']);
  expect(fieldsOf({ prefixItems: [{}, personal], items: { properties: { a: personal } } }, '[1,2,{"a":3}]')).toEqual([
    ...['2', '3'],
  ]);
  const others: JsonSchema = { properties: { open: {} }, additionalProperties: { anyOf: [{ items: personal }, {}] } };
  expect(fieldsOf(others, '{"x":[7],"open":[8]}')).toEqual(['7', '8']);
  expect(fieldsOf({ properties: { open: { type: 'string' }, shut: personal } }, '{"sh\\u0075t":1.5e3}')).toEqual([
    '1.5e3',
  ]);
  const either: JsonSchema = {
    anyOf: [{ properties: { a: personal } }, { properties: { b: { prefixItems: [personal] } } }],
  };
  expect(fieldsOf(either, '{"a":1,"b":[2,3]}')).toEqual(['1', '2']);
});

it('J12 takes a text that is no JSON for one field, and finds none where none is', () => {
  const schema: JsonSchema = { properties: { name: personal } };
  for (const text of ['{"name"', '{name:1}', '{"name":}', '{"name":"a', '{"name":1;']) {
    expect(splitText(text, personalShape(schema)!)).toEqual({ fields: [text], shown: ['', ''] });
  }
  expect(fieldsOf(schema, '{}')).toEqual([]);
  expect(fieldsOf(schema, '[{"name":1}]')).toEqual([]);
  expect(personalShape({ properties: { name: {} } })).toBeUndefined();
  expect(personalOpcodes({ opcodes: { a: { types: ['Query'], description: '', payload: {} } } })).toBeUndefined();
});

const names = fc.constantFrom('a', 'b', 'c\\"', 'é');
const schemas = fc.letrec<{ schema: JsonSchema }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 4 },
    fc.constant<JsonSchema>(personal),
    fc.constant<JsonSchema>({}),
    fc.record({ properties: fc.dictionary(names, tie('schema')) }),
    fc.record({ properties: fc.dictionary(names, tie('schema')), additionalProperties: tie('schema') }),
    fc.record({ items: tie('schema') }),
    fc.record({ prefixItems: fc.array(tie('schema'), { maxLength: 3 }), items: tie('schema') }),
    fc.record({ anyOf: fc.array(tie('schema'), { maxLength: 2 }) }),
  ),
})).schema;
const documents = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, -1.5e-7),
    fc.string(),
    fc.array(tie('value')),
    fc.dictionary(names, tie('value')),
  ),
})).value;

/** What a schema marks in a value, the slow and obvious way. */
function marked(schema: JsonSchema, value: unknown): unknown[] {
  const shape = personalShape(schema);
  const found: unknown[] = [];
  const walk = (at: typeof shape, each: unknown): void => {
    if (at === true) found.push(each);
    else if (at === undefined) return;
    else if (Array.isArray(each))
      each.forEach((one, i) =>
        walk((at.prefix ?? [])[i] ?? (i < (at.prefix?.length ?? 0) ? undefined : at.items), one),
      );
    else if (typeof each === 'object' && each !== null)
      for (const [name, one] of Object.entries(each))
        walk(Object.hasOwn(at.members ?? {}, name) ? at.members?.[name] : at.others, one);
  };
  walk(shape, value);
  return found;
}

it('J12 joined again, any text is what it was; its fields are the values that the schema marks', () => {
  fc.assert(
    fc.property(schemas, documents, fc.constantFrom(undefined, 1, '\t'), (schema, value, space) => {
      const shape = personalShape(schema);
      fc.pre(shape !== undefined);
      expect(isPersonalShape(JSON.parse(JSON.stringify(shape)))).toBe(true);
      const text = JSON.stringify(value, undefined, space);
      const { shown, fields } = splitText(text, shape!);
      expect(joinText(shown, fields)).toBe(text);
      expect(fields.map((field) => JSON.parse(field) as unknown)).toEqual(marked(schema, JSON.parse(text)));
    }),
  );
});

it('J12 joined again, also a text that is no JSON is what it was', () => {
  fc.assert(
    fc.property(schemas, fc.string({ unit: fc.constantFrom(...'{}[]",:\\a1 ') }), (schema, text) => {
      const shape = personalShape(schema);
      if (shape === undefined) return;
      const { shown, fields } = splitText(text, shape);
      expect(joinText(shown, fields)).toBe(text);
    }),
  );
});
