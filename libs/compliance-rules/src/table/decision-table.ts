import { shownTicks, textOfTicks } from '@esta-logic/accrual-engine';
import type { Refused } from '../balance-decision.ts';
import type { Decision } from '../decision.ts';
import type { TraceStep } from '../reasoning.ts';
import type { Value } from '../value.ts';
import type { Mark } from './marks.ts';
import { cutAtMarks } from './marks.ts';

/** A decision with marks (see `marks.ts`) in place of what its rows have of their own. */
export interface DecisionShape {
  /** How many hours a row of this shape has. */
  readonly hours: number;
  readonly decision: Decision;
}

/**
 * Many decisions of one question. Most of what a decision says, its rules, citations and sentences, it shares with
 * others: that is said once, in its shape; the dates that a few rows share are said once in their group; and a row has
 * the exact hours that are its own. Nothing is left out: {@link expandDecisions} gives the decisions as `decide` does.
 *
 *   row  = group                           where the group is a decision in full, or a refusal
 *        | group shape hours{shape.hours}  where the group is texts
 *   hours  whole ticks of 1/432,000 hour
 */
export interface DecisionTable {
  readonly shapes: readonly DecisionShape[];
  readonly groups: readonly (readonly string[] | Decision | Refused)[];
  /** The numbers of all rows, one row after the other, in the order of the cases. */
  readonly rows: readonly number[];
}

/**
 * Each decision in full; what `decideTable` shortened comes out as `decide` would have given it. Decisions of one shape
 * share the parts in which they do not differ.
 * @throws RangeError for a row that names a group or shape which is not there.
 */
export function expandDecisions({ shapes, groups, rows }: DecisionTable): readonly (Decision | Refused)[] {
  const fillers = shapes.map((shape) => new ShapeFiller(shape));
  const decisions: (Decision | Refused)[] = [];
  for (let at = 0; at < rows.length;) {
    const group = groups[rows[at++] ?? -1];
    if (group === undefined) throw new RangeError(`the decision table has no group ${rows[at - 1]}`);
    if (!isTexts(group)) decisions.push(group);
    else {
      const filler = fillers[rows[at++] ?? -1];
      if (filler === undefined) throw new RangeError(`the decision table has no shape ${rows[at - 1]}`);
      decisions.push(filler.fill(group, rows, at));
      at += filler.hours;
    }
  }
  return decisions;
}

function isTexts(group: DecisionTable['groups'][number]): group is readonly string[] {
  return Array.isArray(group);
}

type Values = Record<string, Value>;

/** Marks by the name of the value that they stand in for. */
type MarkedNames = readonly { readonly name: string; readonly mark: Mark }[];

interface MarkedEntry {
  readonly name: string;
  readonly nameMark: Mark | undefined;
  readonly value: Value;
  readonly mark: Mark | undefined;
}

interface StepFiller {
  /** The step itself, where nothing of it is marked. */
  readonly whole: TraceStep | undefined;
  readonly step: TraceStep;
  readonly inputs: MarkedNames;
  readonly value: Mark | undefined;
  readonly why: readonly (string | Mark)[];
}

/** Makes the decisions of one shape, one after the other. */
class ShapeFiller {
  readonly hours: number;
  readonly #decision: Decision;
  readonly #result: MarkedNames;
  /** Objects of the result, such as the hours by benefit year; their names may be marks too. */
  readonly #objects: readonly { readonly name: string; readonly entries: readonly MarkedEntry[] }[];
  readonly #steps: readonly StepFiller[];
  /** Exact, and as sentences show them. */
  readonly #exact: string[] = [];
  readonly #shown: string[] = [];

  constructor({ hours, decision }: DecisionShape) {
    this.hours = hours;
    this.#decision = decision;
    this.#result = markedNames(decision.result);
    this.#objects = Object.entries(decision.result).flatMap(([name, value]) =>
      isObject(value) ? [{ name, entries: markedEntries(value) }] : [],
    );
    this.#steps = decision.trace.map(stepFiller);
  }

  fill(texts: readonly string[], rows: readonly number[], from: number): Decision {
    for (let place = 0; place < this.hours; place += 1) {
      const ticks = rows[from + place] ?? NaN;
      this.#exact[place] = textOfTicks(ticks);
      this.#shown[place] = shownTicks(ticks);
    }
    const { ok, question, citations, warnings, pack } = this.#decision;
    const result = this.#fillNames({ ...this.#decision.result }, this.#result, texts);
    for (const { name, entries } of this.#objects) result[name] = this.#fillEntries(entries, texts);
    const trace = this.#steps.map((step) => step.whole ?? this.#fillStep(step, texts));
    return { ok, question, result, sentence: trace.at(-1)?.why ?? '', trace, citations, warnings, pack };
  }

  #fillStep({ step, inputs, value, why }: StepFiller, texts: readonly string[]): TraceStep {
    const { rule, citation } = step;
    let sentence = '';
    for (const part of why) sentence += typeof part === 'string' ? part : this.#at(part, this.#shown, texts);
    return {
      rule,
      citation,
      inputs: this.#fillNames({ ...step.inputs }, inputs, texts),
      value: value === undefined ? step.value : this.#at(value, this.#exact, texts),
      why: sentence,
    };
  }

  #fillNames(object: Values, marked: MarkedNames, texts: readonly string[]): Values {
    for (const { name, mark } of marked) object[name] = this.#at(mark, this.#exact, texts);
    return object;
  }

  #fillEntries(entries: readonly MarkedEntry[], texts: readonly string[]): Values {
    const object: Values = {};
    for (const { name, nameMark, value, mark } of entries) {
      const told = nameMark === undefined ? name : this.#at(nameMark, this.#exact, texts);
      object[told] = mark === undefined ? value : this.#at(mark, this.#exact, texts);
    }
    return object;
  }

  #at({ of, place }: Mark, hours: readonly string[], texts: readonly string[]): string {
    return (of === 'row' ? hours[place] : texts[place]) ?? '';
  }
}

function stepFiller(step: TraceStep): StepFiller {
  const inputs = markedNames(step.inputs);
  const value = markOf(step.value);
  const why = cutAtMarks(step.why);
  const whole = inputs.length === 0 && value === undefined && why.length === 1 ? step : undefined;
  return { whole, step, inputs, value, why };
}

function markedNames(object: Readonly<Values>): MarkedNames {
  return Object.entries(object).flatMap(([name, value]) => {
    const mark = markOf(value);
    return mark === undefined ? [] : [{ name, mark }];
  });
}

function markedEntries(object: Readonly<Values>): readonly MarkedEntry[] {
  return Object.entries(object).map(([name, value]) => ({ name, nameMark: markOf(name), value, mark: markOf(value) }));
}

/** A text that is nothing but a mark stands for the value itself. */
function markOf(value: Value): Mark | undefined {
  if (typeof value !== 'string') return undefined;
  const mark = cutAtMarks(value)[1];
  return typeof mark === 'object' ? mark : undefined;
}

function isObject(value: Value): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
