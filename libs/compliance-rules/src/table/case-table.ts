import { Refusal } from '../refusal.ts';

/** Cases that differ in a few facts: each column is the path of a fact, each row has its values. */
export interface CaseTable {
  /** Facts of all cases. A list that columns reach into stands here: `{"events": [{"type": "work"}]}`. */
  readonly shared: object;
  /** Paths of facts, such as `employee.hireDate` or `events.0.hours`. */
  readonly columns: readonly string[];
  /** A value for each column; null leaves the fact as it is shared. */
  readonly rows: readonly (readonly unknown[])[];
}

type Container = Record<string, unknown> | unknown[];

/** Names of facts, and places in lists. */
const NAMES = /^[a-zA-Z\d]+(?:\.[a-zA-Z\d]+)*$/;

/** The paths of the columns in their parts. Refuses what cannot be a path. */
export function columnPaths(columns: readonly string[]): readonly (readonly string[])[] {
  return columns.map((column) => {
    if (!NAMES.test(column)) {
      throw new Refusal('bad-given', `"${column}" is no path of a fact; write one like employee.hireDate.`);
    }
    return column.split('.');
  });
}

/** The facts of one case: the shared ones with the row's values put in at their paths. */
export function factsOfRow(shared: object, paths: readonly (readonly string[])[], row: readonly unknown[]): object {
  if (row.length !== paths.length) {
    throw new Refusal('bad-given', `A row has ${row.length} values for ${paths.length} columns; give one for each.`);
  }
  const facts = structureOf(shared) as Record<string, unknown>;
  paths.forEach((path, column) => {
    if (row[column] !== null) put(facts, path, row[column]);
  });
  return facts;
}

/** The same lists and objects anew, so that rows do not write into each other. */
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
