import { ARM_UNITS, COST_TABLE, DEFAULT_COST } from '../src/index.ts';
import type { Node, TreeFunction } from './instruction-tree.ts';

/**
 * Rules M2–M4 of docs/spec/meter.md, written a second time, over trees and in a declarative way: where the debits of a function stand and what they take.
 * Places are named by the node they belong to and a word.
 */
export type Place = 'entry' | 'head' | 'after' | 'inside' | 'then' | 'else';

/** Units of the debit at each place of a function that has one. */
export type Debits = ReadonlyMap<object, Partial<Record<Place, number>>>;

interface Payer {
  readonly at: object;
  readonly place: Place;
  /** Who paid before this one took over, and what its path had cost; undefined for the function's entry. */
  readonly before: { readonly payer: Payer; readonly cost: number } | undefined;
  units: number;
}

/** Who pays for the code at hand, what its path cost so far, and where the run at hand began unless the payer stands there itself. */
interface State {
  readonly payer: Payer;
  readonly cost: number;
  readonly run: { readonly at: object; readonly place: Place; readonly cost: number } | undefined;
}

interface Label {
  readonly loop: boolean;
  readonly entry: State;
  readonly arrivals: { readonly state: State; readonly leftLoop: boolean }[];
}

export const costOf = (name: string): number => COST_TABLE[name] ?? DEFAULT_COST;

/** What the path of `target` had cost where `state`'s payer, or one before it, took over. */
function costAt(target: Payer, { payer, cost }: Pick<State, 'payer' | 'cost'>): number {
  return payer === target ? cost : costAt(target, payer.before!);
}

class Model {
  readonly payers: Payer[] = [];

  payer(at: object, place: Place, before: Payer['before']): Payer {
    const payer: Payer = { at, place, before, units: 0 };
    this.payers.push(payer);
    return payer;
  }

  pay(s: State, name: string): State {
    const cost = s.cost + costOf(name);
    if (!s.run || cost <= ARM_UNITS) return { ...s, cost };
    s.payer.units = Math.max(s.payer.units, s.run.cost);
    return {
      payer: this.payer(s.run.at, s.run.place, { payer: s.payer, cost: s.run.cost }),
      cost: cost - s.run.cost,
      run: undefined,
    };
  }

  /** The end of a stretch: the payer takes its path's cost. */
  settle(s: State): State {
    s.payer.units = Math.max(s.payer.units, s.cost);
    return s;
  }

  control(s: State, name: string): State {
    return this.settle(this.pay(s, name));
  }

  startRun(s: Pick<State, 'payer' | 'cost'>, at: object, place: Place): State {
    return { payer: s.payer, cost: s.cost, run: s.cost === 0 ? undefined : { at, place, cost: s.cost } };
  }

  arrive(labels: readonly Label[], depth: number, state: State): void {
    const index = labels.length - 1 - depth;
    if (index < 0 || labels[index]!.loop) return;
    labels[index]!.arrivals.push({ state, leftLoop: index < labels.findLastIndex(({ loop }) => loop) });
  }

  /** Behind a label: the common payer of all that arrives, or the one at the block's entry. */
  join({ arrivals, entry }: Label, at: object): State {
    const first = arrivals[0]!.state.payer;
    const common = arrivals.every(({ state, leftLoop }) => state.payer === first && !leftLoop);
    const payer = common ? first : entry.payer;
    return this.startRun({ payer, cost: Math.max(...arrivals.map(({ state }) => costAt(payer, state))) }, at, 'after');
  }

  /** The state behind a sequence, or undefined when its end is not reached. */
  sequence(nodes: readonly Node[], start: State, labels: readonly Label[]): State | undefined {
    let state: State | undefined = start;
    for (const node of nodes) {
      if (!state) return undefined;
      state = this.node(node, state, labels);
    }
    return state;
  }

  node(node: Node, s: State, labels: readonly Label[]): State | undefined {
    switch (node.kind) {
      case 'plain':
        return this.pay(s, node.name);
      case 'call':
        return this.pay(s, 'call');
      case 'block':
        return this.block(node, s, labels);
      case 'loop':
        return this.loop(node, s, labels);
      case 'if':
        return this.if(node, s, labels);
      case 'return':
        this.control(s, 'return');
        return undefined;
      case 'br':
        this.arrive(labels, node.label, this.control(s, 'br'));
        return undefined;
      default: {
        const after = this.control(s, 'br_if');
        this.arrive(labels, node.label, after);
        return this.startRun(after, node, 'after');
      }
    }
  }

  /** The `end` of a block or if: goes on alone, or joins what arrived. */
  end(at: object, label: Label, fallsThrough: State | undefined): State | undefined {
    if (label.arrivals.length === 0) return fallsThrough;
    if (fallsThrough) label.arrivals.push({ state: this.settle(fallsThrough), leftLoop: false });
    return this.join(label, at);
  }

  block(node: Node & { kind: 'block' }, s: State, labels: readonly Label[]): State | undefined {
    const entry = this.settle(s);
    const label: Label = { loop: false, entry, arrivals: [] };
    return this.end(node, label, this.sequence(node.body, this.startRun(entry, node, 'inside'), [...labels, label]));
  }

  loop(node: Node & { kind: 'loop' }, s: State, labels: readonly Label[]): State | undefined {
    const entry = this.settle(s);
    const head: State = { payer: this.payer(node, 'head', entry), cost: 0, run: undefined };
    const end = this.sequence(node.body, head, [...labels, { loop: true, entry, arrivals: [] }]);
    if (!end) return undefined;
    this.settle(end);
    return this.startRun(entry, node, 'after');
  }

  if(node: Node & { kind: 'if' }, s: State, labels: readonly Label[]): State | undefined {
    const entry = this.control(s, 'if');
    const label: Label = { loop: false, entry, arrivals: [] };
    const then = this.sequence(node.then, this.startRun(entry, node, 'then'), [...labels, label]);
    if (then) label.arrivals.push({ state: this.settle(then), leftLoop: false });
    if (!node.otherwise) return this.end(node, label, this.startRun(entry, node, 'after'));
    return this.end(node, label, this.sequence(node.otherwise, this.startRun(entry, node, 'else'), [...labels, label]));
  }
}

/** Where the debits of a function stand, and how much each takes. */
export function debitsOf(f: TreeFunction): Debits {
  const model = new Model();
  const entry: State = { payer: model.payer(f, 'entry', undefined), cost: 0, run: undefined };
  const end = model.sequence(f.body, entry, []);
  if (end) model.settle(end);
  const debits = new Map<object, Partial<Record<Place, number>>>();
  for (const { at, place, units } of model.payers) debits.set(at, { ...debits.get(at), [place]: units });
  return debits;
}
