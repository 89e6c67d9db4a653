import { fail, ok, type Result } from '../errors.ts';
import { checkFormat } from './formats.ts';
import type { JsonSchema, JsonType } from './json-schema.ts';
import { compilePattern } from './linear-pattern.ts';

/** The first problem found, as `path: sentence`, or undefined when the value matches. */
export type SchemaCheck = (value: unknown, path: string) => string | undefined;

const KEYWORDS = new Set<string>([
  'type',
  'enum',
  'const',
  'properties',
  'required',
  'additionalProperties',
  'maxProperties',
  'items',
  'prefixItems',
  'minItems',
  'maxItems',
  'minLength',
  'maxLength',
  'pattern',
  'format',
  'minimum',
  'maximum',
  'anyOf',
  'title',
  'description',
  'examples',
  'default',
  'x-personal',
]);
/** A manifest is untrusted input: a schema nested deeper, or with more nodes, is refused. */
const MAX_DEPTH = 32;
const MAX_NODES = 4096;

interface Budget {
  nodes: number;
}

class SchemaProblem extends Error {}

/**
 * Turns a schema into a chain of closures, once, at install. Nothing is evaluated as code and every keyword that is
 * not understood is refused by name, so no schema silently passes everything. Fault: invalid-manifest.
 */
export function compileSchema(schema: unknown, where: string): Result<SchemaCheck> {
  try {
    return ok(compile(schema, where, 0, { nodes: 0 }));
  } catch (problem) {
    if (problem instanceof SchemaProblem) return fail('invalid-manifest', problem.message);
    throw problem;
  }
}

function compile(schema: unknown, where: string, depth: number, budget: Budget): SchemaCheck {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema))
    throw new SchemaProblem(`The schema at ${where} must be an object.`);
  if (depth > MAX_DEPTH) throw new SchemaProblem(`The schema at ${where} is nested deeper than ${MAX_DEPTH}.`);
  if (++budget.nodes > MAX_NODES) throw new SchemaProblem(`The schema at ${where} has more than ${MAX_NODES} nodes.`);
  for (const keyword of Object.keys(schema)) {
    if (!KEYWORDS.has(keyword))
      throw new SchemaProblem(`The schema at ${where} uses the keyword "${keyword}", which is not supported.`);
  }
  const checks = collect(
    schema as JsonSchema,
    (child, name) => compile(child, `${where}/${name}`, depth + 1, budget),
    where,
  );
  if (checks.length === 0) return () => undefined;
  if (checks.length === 1) return checks[0]!;
  return (value, path) => {
    for (const check of checks) {
      const problem = check(value, path);
      if (problem !== undefined) return problem;
    }
    return undefined;
  };
}

type CompileChild = (child: unknown, name: string) => SchemaCheck;

function collect(schema: JsonSchema, child: CompileChild, where: string): SchemaCheck[] {
  const checks: SchemaCheck[] = [];
  if (schema.type !== undefined) checks.push(typeCheck(schema.type, where));
  if (schema.enum !== undefined) checks.push(enumCheck(schema.enum));
  if (schema.const !== undefined) checks.push(enumCheck([schema.const]));
  stringChecks(schema, where, checks);
  numberChecks(schema, checks);
  arrayChecks(schema, child, checks);
  objectChecks(schema, child, checks);
  if (schema.anyOf !== undefined) checks.push(anyOfCheck(schema.anyOf.map((option, i) => child(option, `anyOf/${i}`))));
  if (![undefined, true].includes(schema['x-personal']))
    throw new SchemaProblem(`The schema at ${where} has an "x-personal" that is not true; leave it out instead.`);
  return checks;
}

const at = (path: string): string => (path === '' ? 'The payload' : `The payload field "${path}"`);

const TYPE_TESTS: Readonly<Record<JsonType, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  integer: (value) => Number.isInteger(value),
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
  array: (value) => Array.isArray(value),
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
};

function typeCheck(type: JsonType | readonly JsonType[], where: string): SchemaCheck {
  const types = typeof type === 'string' ? [type] : type;
  const tests = types.map((name) => {
    const test = TYPE_TESTS[name];
    if (!test)
      throw new SchemaProblem(`The schema at ${where} names the type "${String(name)}", which JSON does not have.`);
    return test;
  });
  const single = tests.length === 1 ? tests[0]! : (value: unknown) => tests.some((test) => test(value));
  return (value, path) => (single(value) ? undefined : `${at(path)} must be of type ${types.join(' or ')}.`);
}

function enumCheck(allowed: readonly unknown[]): SchemaCheck {
  const set = new Set(allowed);
  return (value, path) =>
    set.has(value) ? undefined : `${at(path)} must be ${allowed.map((one) => JSON.stringify(one)).join(' or ')}.`;
}

function stringChecks(schema: JsonSchema, where: string, checks: SchemaCheck[]): void {
  const { minLength = 0, maxLength = Infinity, pattern, format } = schema;
  if (schema.minLength !== undefined || schema.maxLength !== undefined) {
    checks.push((value, path) =>
      typeof value !== 'string' || (value.length >= minLength && value.length <= maxLength)
        ? undefined
        : `${at(path)} must have ${minLength} to ${maxLength} characters.`,
    );
  }
  if (pattern !== undefined) {
    const matches = compilePattern(pattern);
    if (!matches)
      throw new SchemaProblem(
        `The schema at ${where} has the pattern ${JSON.stringify(pattern)}; only anchored sequences of characters and classes with quantifiers are supported.`,
      );
    checks.push((value, path) =>
      typeof value !== 'string' || matches(value) ? undefined : `${at(path)} must match ${pattern}.`,
    );
  }
  if (format !== undefined) checks.push(formatCheck(format, where));
}

function formatCheck(format: string, where: string): SchemaCheck {
  const matches = checkFormat(format);
  if (!matches) throw new SchemaProblem(`The schema at ${where} names the format "${format}", which is not supported.`);
  return (value, path) =>
    typeof value !== 'string' || matches.test(value) ? undefined : `${at(path)} must be ${matches.meaning}.`;
}

function numberChecks({ minimum, maximum }: JsonSchema, checks: SchemaCheck[]): void {
  if (minimum === undefined && maximum === undefined) return;
  const least = minimum ?? -Infinity;
  const most = maximum ?? Infinity;
  checks.push((value, path) =>
    typeof value !== 'number' || (value >= least && value <= most)
      ? undefined
      : `${at(path)} must lie between ${least} and ${most}.`,
  );
}

function arrayChecks(schema: JsonSchema, child: CompileChild, checks: SchemaCheck[]): void {
  const { minItems = 0, maxItems = Infinity } = schema;
  if (schema.minItems !== undefined || schema.maxItems !== undefined) {
    checks.push((value, path) =>
      !Array.isArray(value) || (value.length >= minItems && value.length <= maxItems)
        ? undefined
        : `${at(path)} must have ${minItems} to ${maxItems} items.`,
    );
  }
  const prefix = (schema.prefixItems ?? []).map((item, i) => child(item, `prefixItems/${i}`));
  const rest = schema.items === undefined ? undefined : child(schema.items, 'items');
  if (prefix.length === 0 && !rest) return;
  checks.push((value, path) => {
    if (!Array.isArray(value)) return undefined;
    for (let i = 0; i < value.length; i++) {
      const problem = (prefix[i] ?? rest)?.(value[i], `${path}[${i}]`);
      if (problem !== undefined) return problem;
    }
    return undefined;
  });
}

function objectChecks(schema: JsonSchema, child: CompileChild, checks: SchemaCheck[]): void {
  const { required = [], maxProperties, properties, additionalProperties } = schema;
  if (!properties && required.length === 0 && maxProperties === undefined && additionalProperties === undefined) return;
  const known = new Map(
    Object.entries(properties ?? {}).map(([name, sub]) => [name, child(sub, `properties/${name}`)]),
  );
  const other =
    typeof additionalProperties === 'object' ? child(additionalProperties, 'additionalProperties') : undefined;
  checks.push((value, path) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    const record = value as Record<string, unknown>;
    for (const name of required) {
      if (!Object.hasOwn(record, name)) return `${at(path)} lacks "${name}".`;
    }
    const names = Object.keys(record);
    if (maxProperties !== undefined && names.length > maxProperties)
      return `${at(path)} has more than ${maxProperties} members.`;
    for (const name of names) {
      const check = known.get(name) ?? other;
      if (!check) {
        if (additionalProperties === false && !known.has(name))
          return `${at(path)} has the member "${name.slice(0, 64)}", which is not known.`;
        continue;
      }
      const problem = check(record[name], path === '' ? name : `${path}.${name}`);
      if (problem !== undefined) return problem;
    }
    return undefined;
  });
}

function anyOfCheck(options: readonly SchemaCheck[]): SchemaCheck {
  return (value, path) => {
    let first: string | undefined;
    for (const option of options) {
      const problem = option(value, path);
      if (problem === undefined) return undefined;
      first ??= problem;
    }
    return first;
  };
}
