import type { Refused } from '../balance-decision.ts';
import type { Decision } from '../decision.ts';
import type { Value } from '../reasoning.ts';
import { shownHours } from '../sentences/sentence.ts';
import { cutAtMarks } from './marks.ts';

/** `[shape, ...values]`: the number of the shape, then the texts that its marks stand for. */
export type DecisionRow = readonly [shape: number, ...values: string[]];

/**
 * Many decisions of one question. Most of what a decision says, its rules, citations and sentences, it shares with
 * others: that is said once, in its shape, and its row has what is its own. Nothing is left out: {@link expandDecisions}
 * gives the decisions as `decide` gives them.
 */
export interface DecisionTable {
  /** Decisions with marks (U+E000 for a row's first value, and on) in place of the values of their rows. */
  readonly shapes: readonly Decision[];
  /** In the order of the cases; a decision that shares no shape stands in full. */
  readonly decisions: readonly (DecisionRow | Decision | Refused)[];
}

/**
 * Each decision in full; what `decideTable` shortened comes out as `decide` would have given it. Decisions of one shape
 * share the parts in which they do not differ.
 */
export function expandDecisions({ shapes, decisions }: DecisionTable): readonly (Decision | Refused)[] {
  const fillers = shapes.map((shape) => fillerOf(shape as unknown as Value));
  return decisions.map((decision) => {
    if (!isRow(decision)) return decision;
    const filler = fillers[decision[0]];
    if (filler === undefined) throw new RangeError(`the decision table has no shape ${decision[0]}`);
    return (typeof filler === 'function' ? filler(decision) : filler) as unknown as Decision;
  });
}

function isRow(decision: DecisionTable['decisions'][number]): decision is DecisionRow {
  return Array.isArray(decision);
}

/** A part of a shape: itself where it holds no mark, else what makes it of a row. */
type Filler = Value | ((row: DecisionRow) => Value);

function fillerOf(value: Value): Filler {
  if (typeof value === 'string') return textFiller(value);
  if (typeof value !== 'object' || value === null) return value;
  return Array.isArray(value) ? listFiller(value as readonly Value[]) : objectFiller(value as ValueObject);
}

type ValueObject = Readonly<Record<string, Value>>;

const fill = (filler: Filler, row: DecisionRow): Value => (typeof filler === 'function' ? filler(row) : filler);

function listFiller(list: readonly Value[]): Filler {
  const items = list.map(fillerOf);
  return items.some((item) => typeof item === 'function') ? (row) => items.map((item) => fill(item, row)) : list;
}

function objectFiller(object: ValueObject): Filler {
  const fields = Object.entries(object).map(([name, field]): readonly [string, Filler] => [name, fillerOf(field)]);
  const own = fields.filter(([, field]) => typeof field === 'function');
  if (own.length === 0) return object;
  return (row) => {
    const filled: Record<string, Value> = { ...object };
    for (const [name, field] of own) filled[name] = fill(field, row);
    return filled;
  };
}

/** A text that is nothing but a mark is the value itself; within a sentence it is shown as sentences show hours. */
function textFiller(text: string): Filler {
  const parts = cutAtMarks(text);
  const [before, mark, after, ...more] = parts;
  if (typeof mark !== 'number') return text;
  if (before === '' && after === '' && more.length === 0) return (row) => row[mark + 1] ?? null;
  return (row) => {
    let filled = '';
    for (const part of parts) filled += typeof part === 'string' ? part : shownHours(String(row[part + 1]));
    return filled;
  };
}
