import { Refusal } from '../refusal.ts';

/** One fact of all cases. Each value that occurs stands once, however many cases have it. */
export interface CaseColumn {
  /** Path of the fact, such as `employee.hireDate` or `events.0.hours`. */
  readonly fact: string;
  /** The values that occur; null leaves the fact as it is shared. */
  readonly values: readonly unknown[];
  /** For each case the place of its value in `values`. */
  readonly codes: readonly number[];
}

/** Cases that differ in a few facts. */
export interface CaseTable {
  /** Facts of all cases. A list that columns reach into stands here: `{"events": [{"type": "work"}]}`. */
  readonly shared: object;
  /** The facts that differ, each told for every case. */
  readonly columns: readonly CaseColumn[];
}

/**
 * A table of rows: each has a value for each of the `facts`, null where the fact is as it is shared.
 * @throws RangeError when a row has another number of values than there are facts.
 */
export function caseTable(
  shared: object,
  facts: readonly string[],
  rows: readonly (readonly unknown[])[],
): { readonly shared: object; readonly columns: readonly CaseColumn[] } {
  for (const [index, row] of rows.entries()) {
    if (row.length !== facts.length)
      throw new RangeError(`row ${index} has ${row.length} values for ${facts.length} facts; give one for each`);
  }
  return { shared, columns: facts.map((fact, place) => columnOf(fact, rows, place)) };
}

function columnOf(fact: string, rows: readonly (readonly unknown[])[], place: number): CaseColumn {
  const places = new Map<unknown, number>();
  const codes = rows.map((row) => {
    const value = row[place] ?? null;
    const known = places.get(value);
    if (known !== undefined) return known;
    places.set(value, places.size);
    return places.size - 1;
  });
  return { fact, values: [...places.keys()], codes };
}

/** How many cases a table has. Refuses columns that do not agree on it. */
export function countCases(columns: readonly CaseColumn[]): number {
  const count = columns[0]?.codes.length ?? 0;
  const other = columns.find(({ codes }) => codes.length !== count);
  if (other === undefined) return count;
  const lengths = `"${other.fact}" tells ${other.codes.length} cases, "${columns[0]?.fact ?? ''}" ${count}`;
  throw new Refusal('bad-given', `The columns differ in length: ${lengths}; tell each fact for every case.`);
}

type Container = Record<string, unknown> | unknown[];

/** Names of facts, and places in lists. */
const NAMES = /^[a-zA-Z\d]+(?:\.[a-zA-Z\d]+)*$/;

/** The paths of the columns in their parts. Refuses what cannot be a path. */
export function columnPaths(columns: readonly CaseColumn[]): readonly (readonly string[])[] {
  return columns.map(({ fact }) => {
    if (!NAMES.test(fact))
      throw new Refusal('bad-given', `"${fact}" is no path of a fact; write one like employee.hireDate.`);
    return fact.split('.');
  });
}

/** The facts of one case: the shared ones with the case's own put in at their paths. */
export function factsOfCase(
  { shared, columns }: CaseTable,
  paths: readonly (readonly string[])[],
  index: number,
): object {
  const facts = structureOf(shared) as Record<string, unknown>;
  columns.forEach(({ fact, values, codes }, column) => {
    const value = values[codes[index] ?? -1];
    if (value === undefined)
      throw new Refusal(
        'bad-given',
        `The code of case ${index} for ${fact} is none of a value; there are ${values.length}.`,
      );
    if (value !== null) put(facts, paths[column] ?? [], value);
  });
  return facts;
}

/** The same lists and objects anew, so that cases do not write into each other. */
function structureOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(structureOf);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, structureOf(entry)]));
}

function put(facts: Container, path: readonly string[], value: unknown): void {
  let at = facts;
  for (const name of path.slice(0, -1)) {
    const inner = entryOf(at, name, path);
    at = typeof inner === 'object' && inner !== null ? (inner as Container) : enter(at, name);
  }
  const last = path.at(-1) ?? '';
  entryOf(at, last, path);
  setEntry(at, last, value);
}

function entryOf(at: Container, name: string, path: readonly string[]): unknown {
  if (Array.isArray(at) && !(Number(name) < at.length)) {
    const known = `the shared facts list ${at.length} there`;
    throw new Refusal('bad-given', `The column ${path.join('.')} has no place "${name}"; ${known}.`);
  }
  return Object.hasOwn(at, name) ? (at as Record<string, unknown>)[name] : undefined;
}

function enter(at: Container, name: string): Container {
  const inner: Record<string, unknown> = {};
  setEntry(at, name, inner);
  return inner;
}

/** Any name becomes a fact of its own, also one that objects have by nature. */
function setEntry(at: Container, name: string, value: unknown): void {
  Object.defineProperty(at, name, { value, writable: true, enumerable: true, configurable: true });
}
