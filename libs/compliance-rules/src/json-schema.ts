/**
 * The part of JSON Schema (2020-12) that the pack schema uses: type, enum, const, properties, required, additionalProperties,
 * items, minItems, anyOf, $ref into $defs, pattern, minLength, minimum, maximum.
 * A keyword outside this list is refused, so that a schema cannot promise a check that nobody makes.
 */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

interface Check {
  readonly root: JsonSchema;
  readonly faults: string[];
}

type Keyword = (value: unknown, argument: never, path: string, check: Check, schema: JsonSchema) => void;

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
}

function fault(check: Check, path: string, message: string): void {
  check.faults.push(`${path === '' ? 'the document' : path} ${message}`);
}

function additional(
  value: unknown,
  argument: boolean | JsonSchema,
  path: string,
  check: Check,
  schema: JsonSchema,
): void {
  const known = isRecord(schema['properties']) ? schema['properties'] : {};
  for (const [name, entry] of isRecord(value) ? Object.entries(value) : []) {
    if (Object.hasOwn(known, name)) continue;
    if (argument === false) fault(check, `${path}.${name}`, 'is not known; remove it or correct its name');
    else if (argument !== true) visit(entry, argument, `${path}.${name}`, check);
  }
}

function resolve(ref: string, root: JsonSchema): JsonSchema {
  const found =
    ref.startsWith('#/$defs/') && isRecord(root['$defs']) ? root['$defs'][ref.slice('#/$defs/'.length)] : undefined;
  if (!isRecord(found)) throw new RangeError(`the schema has no definition ${ref}`);
  return found;
}

function anyOf(value: unknown, options: readonly JsonSchema[], path: string, check: Check): void {
  const attempts = options.map((option) => {
    const faults: string[] = [];
    visit(value, option, path, { root: check.root, faults });
    return faults;
  });
  if (attempts.some((faults) => faults.length === 0)) return;
  check.faults.push(...(attempts.sort((a, b) => b.length - a.length)[0] ?? []));
}

const KEYWORDS: Readonly<Record<string, Keyword>> = {
  type: (value, type: string, path, check) => {
    if (typeOf(value) !== type) fault(check, path, `must be of type ${type}, not ${typeOf(value)}`);
  },
  enum: (value, options: readonly unknown[], path, check) => {
    if (!options.includes(value)) fault(check, path, `must be one of ${options.join(', ')}`);
  },
  const: (value, only: unknown, path, check) => {
    if (value !== only) fault(check, path, `must be ${String(only)}`);
  },
  properties: (value, properties: Readonly<Record<string, JsonSchema>>, path, check) => {
    if (!isRecord(value)) return;
    for (const [name, schema] of Object.entries(properties)) {
      if (value[name] !== undefined) visit(value[name], schema, path === '' ? name : `${path}.${name}`, check);
    }
  },
  required: (value, names: readonly string[], path, check) => {
    if (!isRecord(value)) return;
    for (const name of names)
      if (value[name] === undefined) fault(check, path === '' ? name : `${path}.${name}`, 'is missing');
  },
  additionalProperties: additional,
  items: (value, schema: JsonSchema, path, check) => {
    if (Array.isArray(value)) value.forEach((entry, index) => visit(entry, schema, `${path}[${index}]`, check));
  },
  minItems: (value, least: number, path, check) => {
    if (Array.isArray(value) && value.length < least) fault(check, path, `must have at least ${least} entries`);
  },
  anyOf: (value, options: readonly JsonSchema[], path, check) => anyOf(value, options, path, check),
  $ref: (value, ref: string, path, check) => visit(value, resolve(ref, check.root), path, check),
  pattern: (value, pattern: string, path, check) => {
    if (typeof value === 'string' && !new RegExp(pattern, 'u').test(value))
      fault(check, path, `must match ${pattern}, not "${value}"`);
  },
  minLength: (value, least: number, path, check) => {
    if (typeof value === 'string' && value.length < least) fault(check, path, `must have at least ${least} characters`);
  },
  minimum: (value, least: number, path, check) => {
    if (typeof value === 'number' && value < least) fault(check, path, `must be at least ${least}`);
  },
  maximum: (value, most: number, path, check) => {
    if (typeof value === 'number' && value > most) fault(check, path, `must be at most ${most}`);
  },
};

const ANNOTATIONS = new Set(['$schema', '$defs', 'title', 'description']);

function visit(value: unknown, schema: JsonSchema, path: string, check: Check): void {
  for (const [keyword, argument] of Object.entries(schema)) {
    const apply = Object.hasOwn(KEYWORDS, keyword) ? KEYWORDS[keyword] : undefined;
    if (apply !== undefined) apply(value, argument as never, path, check, schema);
    else if (!ANNOTATIONS.has(keyword)) throw new RangeError(`the schema uses "${keyword}", which is not checked here`);
  }
}

/** Everything in which `value` does not fit the schema, each with its path; empty when it fits. */
export function schemaFaults(value: unknown, schema: JsonSchema): readonly string[] {
  const check: Check = { root: schema, faults: [] };
  visit(value, schema, '', check);
  return check.faults;
}
