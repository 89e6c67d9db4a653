import type { Refused } from '../balance-decision.ts';
import type { Decision } from '../decision.ts';
import type { TraceStep } from '../reasoning.ts';
import type { Value } from '../value.ts';
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
  const fillers = shapes.map(decisionFiller);
  return decisions.map((decision) => {
    if (!isRow(decision)) return decision;
    const fill = fillers[decision[0]];
    if (fill === undefined) throw new RangeError(`the decision table has no shape ${decision[0]}`);
    return fill(decision);
  });
}

function isRow(decision: DecisionTable['decisions'][number]): decision is DecisionRow {
  return Array.isArray(decision);
}

/** Makes a part of a decision of a row. */
type Filler<T> = (row: DecisionRow) => T;

function decisionFiller({ question, result, trace, citations, warnings, pack }: Decision): Filler<Decision> {
  const fillResult = objectFiller(result);
  const steps = trace.map(stepFiller);
  return (row) => {
    const filled = steps.map((fill) => fill(row));
    return {
      ok: true,
      question,
      result: fillResult(row),
      sentence: filled.at(-1)?.why ?? '',
      trace: filled,
      citations,
      warnings,
      pack,
    };
  };
}

function stepFiller({ rule, citation, inputs, value, why }: TraceStep): Filler<TraceStep> {
  const fillInputs = objectFiller(inputs);
  const fillValue = valueFiller(value);
  const fillWhy = sentenceFiller(why);
  return (row) => ({ rule, citation, inputs: fillInputs(row), value: fillValue(row), why: fillWhy(row) });
}

type ValueObject = Readonly<Record<string, Value>>;

function objectFiller(object: ValueObject): Filler<ValueObject> {
  const fields = Object.entries(object).map(([name, value]) => ({ name, fill: valueFiller(value) }));
  return (row) => {
    const filled: Record<string, Value> = {};
    for (const { name, fill } of fields) filled[name] = fill(row);
    return filled;
  };
}

/** A text that is nothing but a mark is the row's value itself. */
function valueFiller(value: Value): Filler<Value> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return objectFiller(value as ValueObject);
  if (typeof value !== 'string') return () => value;
  const [before, mark] = cutAtMarks(value);
  return typeof mark === 'number' ? (row) => row[mark + 1] ?? null : () => String(before);
}

/** Within a sentence a value is shown as sentences show hours. */
function sentenceFiller(text: string): Filler<string> {
  const parts = cutAtMarks(text);
  return (row) => {
    let filled = '';
    for (const part of parts) filled += typeof part === 'string' ? part : shownHours(String(row[part + 1]));
    return filled;
  };
}
