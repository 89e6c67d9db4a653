import type { JsonSchema, ModuleManifest } from '@esta-logic/kernel-boundary';

/**
 * Where in a JSON document its schema marks personal fields (`x-personal`). Part of the crank record, so that
 * whoever has it knows what of it is personal without the manifest.
 *
 *   shape = true                                   the value itself is personal, whole
 *         | { "items": <shape>?, "members": { <name>: <shape>... }?, "others": <shape>?, "prefix": [<shape> | null...]? }
 *
 * `others` is for members that `members` does not name, `items` for elements behind those of `prefix`.
 */
export type PersonalShape = true | PersonalParts;

export interface PersonalParts {
  readonly items?: PersonalShape;
  readonly members?: Readonly<Record<string, PersonalShape>>;
  readonly others?: PersonalShape;
  readonly prefix?: readonly (PersonalShape | null)[];
}

/** What of the messages of one opcode is personal. */
export interface PersonalOpcode {
  readonly payload?: PersonalShape;
  readonly reply?: PersonalShape;
}

/** By opcode; those without personal fields are left out. */
export type PersonalOpcodes = Readonly<Record<string, PersonalOpcode>>;

/** What a manifest marks, or undefined when it marks nothing. */
export function personalOpcodes({ opcodes }: Pick<ModuleManifest, 'opcodes'>): PersonalOpcodes | undefined {
  const marked: Record<string, PersonalOpcode> = {};
  for (const [opcode, { payload, reply }] of Object.entries(opcodes)) {
    const shapes = defined({ payload: personalShape(payload), reply: reply && personalShape(reply) });
    if (shapes !== undefined) marked[opcode] = shapes;
  }
  return Object.keys(marked).length === 0 ? undefined : marked;
}

/** Undefined when the schema marks nothing. */
export function personalShape(schema: JsonSchema): PersonalShape | undefined {
  if (schema['x-personal']) return true;
  const members = Object.entries(schema.properties ?? {}).map(([name, each]) => [name, personalShape(each)] as const);
  const prefix = (schema.prefixItems ?? []).map((each) => personalShape(each) ?? null);
  const others = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined;
  const own = defined<PersonalParts>({
    items: schema.items && personalShape(schema.items),
    members: defined(Object.fromEntries(members)),
    others: others && personalShape(others),
    prefix: prefix.some((each) => each !== null) ? prefix : undefined,
  });
  return (schema.anyOf ?? []).map(personalShape).reduce(joined, own);
}

/** What either of two shapes marks: a value may match any branch of an `anyOf`. */
function joined(a: PersonalShape | undefined, b: PersonalShape | undefined): PersonalShape | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  if (a === true || b === true) return true;
  const names = [...new Set([...Object.keys(a.members ?? {}), ...Object.keys(b.members ?? {})])];
  const places = Math.max(a.prefix?.length ?? 0, b.prefix?.length ?? 0);
  return defined<PersonalParts>({
    items: joined(a.items, b.items),
    members: defined(Object.fromEntries(names.map((name) => [name, joined(memberOf(a, name), memberOf(b, name))]))),
    others: joined(a.others, b.others),
    prefix:
      places === 0
        ? undefined
        : Array.from({ length: places }, (_, i) => joined(elementOf(a, i), elementOf(b, i)) ?? null),
  });
}

/** What of a member of that name is personal. */
export const memberOf = ({ members, others }: PersonalParts, name: string): PersonalShape | undefined =>
  members !== undefined && Object.hasOwn(members, name) ? members[name] : others;

/** What of an element at that place is personal. */
export const elementOf = ({ prefix = [], items }: PersonalParts, place: number): PersonalShape | undefined =>
  place < prefix.length ? (prefix[place] ?? undefined) : items;

/** Without the members that are undefined; itself undefined when none is left. */
function defined<T extends object>(parts: { readonly [K in keyof T]: T[K] | undefined }): T | undefined {
  const kept = Object.entries(parts).filter(([, part]) => part !== undefined);
  return kept.length === 0 ? undefined : (Object.fromEntries(kept) as T);
}

const PARTS = new Set(['items', 'members', 'others', 'prefix']);
const MAX_DEPTH = 40;

/** Whether a value that was read is a shape. */
export function isPersonalShape(value: unknown, depth = 0): value is PersonalShape {
  if (value === true) return true;
  if (!isObject(value) || depth > MAX_DEPTH || !Object.keys(value).every((name) => PARTS.has(name))) return false;
  const { items, members, others, prefix } = value;
  const isShape = (each: unknown): boolean => isPersonalShape(each, depth + 1);
  return (
    [items, others].every((each) => each === undefined || isShape(each)) &&
    (members === undefined || (isObject(members) && Object.values(members).every(isShape))) &&
    (prefix === undefined || (Array.isArray(prefix) && prefix.every((each) => each === null || isShape(each))))
  );
}

export const isPersonalOpcode = (value: unknown): value is PersonalOpcode =>
  isObject(value) &&
  Object.entries(value).every(([name, part]) => (name === 'payload' || name === 'reply') && isPersonalShape(part));

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
