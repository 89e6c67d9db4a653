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

/** Each decision in full; what `decideTable` shortened comes out as `decide` would have given it. */
export function expandDecisions({ shapes, decisions }: DecisionTable): readonly (Decision | Refused)[] {
  const fillers = shapes.map((shape) => fillerOf(shape as unknown as Value));
  return decisions.map((decision) => {
    if (!isRow(decision)) return decision;
    const fill = fillers[decision[0]];
    if (fill === undefined) throw new RangeError(`the decision table has no shape ${decision[0]}`);
    return fill(decision) as unknown as Decision;
  });
}

function isRow(decision: DecisionTable['decisions'][number]): decision is DecisionRow {
  return Array.isArray(decision);
}

type Filler = (row: DecisionRow) => Value;

/** A text that is nothing but a mark is the value itself; within a sentence it is shown as sentences show hours. */
function fillerOf(value: Value): Filler {
  if (typeof value === 'string') return textFiller(cutAtMarks(value));
  if (Array.isArray(value)) {
    const items = (value as readonly Value[]).map(fillerOf);
    return (row) => items.map((item) => item(row));
  }
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).map(([name, field]): readonly [string, Filler] => [name, fillerOf(field)]);
    return (row) => {
      const filled: Record<string, Value> = {};
      for (const [name, fill] of fields) filled[name] = fill(row);
      return filled;
    };
  }
  return () => value;
}

function textFiller(parts: readonly (string | number)[]): Filler {
  const [before, mark, after, ...more] = parts;
  if (typeof mark !== 'number') return () => String(before);
  if (before === '' && after === '' && more.length === 0) return (row) => row[mark + 1] ?? null;
  return (row) => {
    let text = '';
    for (const part of parts) text += typeof part === 'string' ? part : shownHours(String(row[part + 1]));
    return text;
  };
}
