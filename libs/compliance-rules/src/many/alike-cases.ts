import type { CaseColumn } from '../table/case-table.ts';
import { endOfValue } from './json-leaves.ts';

/** Where a case stands in the text of all: its first and next character, and its place in the order of the cases. */
export interface CaseSpan {
  readonly index: number;
  readonly from: number;
  readonly to: number;
}

/** Cases whose texts differ only in facts that stand in columns. */
export interface AlikeCases {
  readonly spans: readonly CaseSpan[];
  readonly columns: readonly CaseColumn[];
}

/** All cases of a message, sorted by what they have in common. */
export interface SortedCases {
  readonly count: number;
  readonly alike: readonly AlikeCases[];
  /** Cases like none of those. */
  readonly others: readonly CaseSpan[];
}

/** A case with more facts than these has long lists of hours: it is read sooner as objects than walked through. */
const MOST_FACTS = 64;

/** Beyond so many kinds of cases, looking for the kind of one costs what it saves. */
const MOST_KINDS = 4;

/**
 * Sorts the cases in the JSON text of a list, without making objects of them: each is compared with the text of one that
 * came before it, and only what stands where a fact `mayDiffer` is taken out. Reading objects and walking through them
 * takes an interpreter four times as long. Undefined for a text that is not written as serializers do, and
 * where a case has more facts than are worth it.
 */
export function sortCases(text: string, mayDiffer: (fact: string) => boolean): SortedCases | undefined {
  if (text === '[]') return { count: 0, alike: [], others: [] };
  const kinds: Kind[] = [];
  const others: CaseSpan[] = [];
  let count = 0;
  for (let at = 1; ; at += 1) {
    let to = -1;
    for (let kind = 0; kind < kinds.length && to < 0; kind += 1) to = kinds[kind]!.read(text, at, count);
    if (to < 0 && kinds.length < MOST_KINDS) {
      const made = kindOf(text, at, mayDiffer);
      if (made !== undefined) to = made.read(text, at, count);
      if (made !== undefined && to >= 0) kinds.push(made);
    }
    if (to < 0) {
      to = text[at] === '{' ? endOfValue(text, at, upTo(MOST_FACTS)) : -1;
      if (to < 0) return undefined;
      others.push({ index: count, from: at, to });
    }
    count += 1;
    at = to;
    if (text[at] === ']') return at + 1 === text.length ? { count, alike: kinds, others } : undefined;
    if (text[at] !== ',') return undefined;
  }
}

const upTo = (most: number): (() => boolean) => {
  let seen = 0;
  return () => (seen += 1) <= most;
};

interface Kind extends AlikeCases {
  /** Reads the case that begins at `at` when it is of this kind: the character after it, or -1. */
  readonly read: (text: string, at: number, index: number) => number;
}

/** The text without escapes, or the number, that is written so: what a column can hold. Undefined for anything else. */
function plainValue(written: string): string | number | undefined {
  if (written.startsWith('"')) {
    const isText = written.indexOf('"', 1) === written.length - 1 && !written.includes('\\');
    return isText ? written.slice(1, -1) : undefined;
  }
  const value = Number(written);
  return String(value) === written ? value : undefined;
}

/** The kind of which the case that begins at `at` is the first; undefined where it cannot be told. */
function kindOf(text: string, at: number, mayDiffer: (fact: string) => boolean): Kind | undefined {
  const facts: string[] = [];
  const pieces: string[] = [];
  let from = at;
  const goOn = upTo(MOST_FACTS);
  const end = endOfValue(text, at, (path, first, next) => {
    if (!mayDiffer(path) || plainValue(text.slice(first, next)) === undefined) return goOn();
    facts.push(path);
    pieces.push(text.slice(from, first));
    from = next;
    return goOn();
  });
  if (end < 0 || text[at] !== '{') return undefined;
  pieces.push(text.slice(from, end));
  return kindWith(facts, pieces);
}

/** Cases are `pieces` with a value between each two of them. */
function kindWith(facts: readonly string[], pieces: readonly string[]): Kind {
  const spans: CaseSpan[] = [];
  const values: unknown[][] = facts.map(() => []);
  const codes: number[][] = facts.map(() => []);
  const places = facts.map(() => new Map<string, number>());
  const found = new Array<number>(facts.length).fill(0);
  const first = pieces[0] ?? '';

  /** The place of a value that none of these cases had before; -1 for a text that is no plain value. */
  const add = (column: number, written: string): number => {
    const value = plainValue(written);
    if (value === undefined) return -1;
    const place = values[column]!.push(value) - 1;
    places[column]!.set(written, place);
    return place;
  };

  const read: Kind['read'] = (text, at, index) => {
    if (!text.startsWith(first, at)) return -1;
    let from = at + first.length;
    for (let column = 0; column < facts.length; column += 1) {
      const piece = pieces[column + 1]!;
      const to = text.indexOf(piece, from);
      if (to < 0) return -1;
      const written = text.slice(from, to);
      const place = places[column]!.get(written) ?? add(column, written);
      if (place < 0) return -1;
      found[column] = place;
      from = to + piece.length;
    }
    for (let column = 0; column < facts.length; column += 1) codes[column]!.push(found[column]!);
    spans.push({ index, from: at, to: from });
    return from;
  };
  return {
    spans,
    columns: facts.map((fact, column) => ({ fact, values: values[column]!, codes: codes[column]! })),
    read,
  };
}
