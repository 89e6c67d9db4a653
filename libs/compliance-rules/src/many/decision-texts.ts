import { shownTicks, textOfTicks } from '@esta-logic/accrual-engine';
import type { DecisionShape } from '../table/decision-table.ts';
import { cutAtMarks } from '../table/marks.ts';
import type { TableText } from '../table/table-plan.ts';

/** The JSON text of each decision of a table, in the order of its rows: what `JSON.stringify` makes of `expandDecisions`. */
export function decisionTexts({ shapes, groups, rows }: TableText): readonly string[] {
  const fillers = shapes.map(fillerOf);
  const decisions: string[] = [];
  for (let at = 0; at < rows.length;) {
    const group = groups[rows[at]!]!;
    at += 1;
    if (!group.startsWith('[')) decisions.push(group);
    else {
      const { hours } = shapes[rows[at]!]!;
      decisions.push(fillers[rows[at]!]!(textsOf(group), rows, at + 1));
      at += 1 + hours;
    }
  }
  return decisions;
}

/** The texts of a group, none of which has an escape. */
function textsOf(group: string): readonly string[] {
  return group.slice(2, -2).split('","');
}

type Filler = (texts: readonly string[], rows: readonly number[], from: number) => string;

/**
 * Fills one shape. A mark that is all of its text stands for the value itself, one within a sentence for what people are
 * shown. No value needs an escape: they are dates, years and hours.
 */
function fillerOf({ hours, decision }: DecisionShape): Filler {
  const cut = cutAtMarks(JSON.stringify(decision));
  const slots = cut.flatMap((part, at) => (typeof part === 'string' ? [] : [{ ...part, at, whole: isWhole(cut, at) }]));
  const texts = Math.max(0, ...slots.map(({ of, place }) => (of === 'group' ? place + 1 : 0)));
  /** For each slot its place among the parts of the decision, and that of what stands there among the values. */
  const places = slots.map(({ at }) => at);
  const sources = slots.map(({ of, place, whole }) => (of === 'group' ? place : texts + place + (whole ? 0 : hours)));
  const parts = cut.map((part) => (typeof part === 'string' ? part : ''));
  const values = new Array<string>(texts + 2 * hours).fill('');

  return (own, rows, from) => {
    for (let place = 0; place < texts; place += 1) values[place] = own[place]!;
    for (let place = 0; place < hours; place += 1) {
      const ticks = rows[from + place]!;
      const exact = textOfTicks(ticks);
      values[texts + place] = exact;
      values[texts + hours + place] = exact.includes('/') ? shownTicks(ticks) : exact;
    }
    for (let each = 0; each < places.length; each += 1) parts[places[each]!] = values[sources[each]!]!;
    return parts.join('');
  };
}

/** True for a mark between quotes: it is all of its text. */
function isWhole(cut: readonly unknown[], at: number): boolean {
  return String(cut[at - 1]).endsWith('"') && String(cut[at + 1]).startsWith('"');
}
