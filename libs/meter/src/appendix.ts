import {
  chargeBody,
  growBody,
  hostedBody,
  markBody,
  slowBody,
  slowKeptBody,
  unwindBody,
  type BodyContext,
} from './appended-functions.ts';
import { ByteWriter } from './byte-writer.ts';
import type { HostEntries } from './entries.ts';
import type { FunctionType } from './function-types.ts';
import type { MemoryFact, ModuleFacts } from './module-facts.ts';
import type { ResolvedOptions } from './options.ts';
import { CARD_SHIFT } from './state-globals.ts';
import { VALUE } from './value-types.ts';

/** A function appended behind the module's own: its type and what writes its body. */
export interface AppendedFunction {
  readonly type: number;
  readonly write: (c: BodyContext) => void;
}

/**
 * What the meter appends to the index spaces of one module. Types and functions stand behind the module's own, so none of its indices move;
 * the state is imported, so it stands behind the imported globals and the module's own globals move up by its size.
 */
export interface Appendix {
  /** Index of the first state global. */
  readonly globals: number;
  /** Appended types, encoded, and their number. */
  readonly types: ByteWriter;
  readonly typeCount: number;
  readonly functions: readonly AppendedFunction[];
  readonly yieldType: number;
  readonly slow: number;
  readonly slowKept: number;
  readonly charge: number;
  readonly unwind: number;
  /** Index of the memory of cards, and the function that marks a stretch; undefined where writes are not tracked. */
  readonly cards: { readonly memory: number; readonly mark: number } | undefined;
  /** Function that stands for memory.grow, by memory. */
  readonly grow: readonly number[];
  /** Type index of [] -> results, for function types with several results. */
  readonly blockTypes: ReadonlyMap<FunctionType, number>;
  /** Wrapper of each host-entered function, by export name. */
  readonly hostedExports: ReadonlyMap<string, number>;
  readonly hostedStart: number | undefined;
}

/** The maximum of a memory after rewriting, in pages. */
export const memoryMaximum = (memory: MemoryFact, limit: number): number => Math.min(memory.max ?? limit, limit);

class TypeAppender {
  readonly bytes = new ByteWriter(64);
  readonly #first: number;
  count = 0;

  constructor(first: number) {
    this.#first = first;
  }

  add(params: readonly number[], results: readonly number[]): number {
    this.bytes.op(0x60, params.length, ...params, results.length, ...results);
    return this.#first + this.count++;
  }

  /** [] -> results, the results copied from the input. */
  addBlock(type: FunctionType, source: Uint8Array): number {
    this.bytes.op(0x60, 0).u32(type.results).run(source, type.resultsFrom, type.resultsTo);
    return this.#first + this.count++;
  }
}

class FunctionAppender {
  readonly list: AppendedFunction[] = [];
  readonly #first: number;

  constructor(first: number) {
    this.#first = first;
  }

  add(type: number, write: (c: BodyContext) => void): number {
    return this.#first + this.list.push({ type, write }) - 1;
  }
}

function appendBlockTypes(
  facts: ModuleFacts,
  types: TypeAppender,
  source: Uint8Array,
): ReadonlyMap<FunctionType, number> {
  const map = new Map<FunctionType, number>();
  for (const type of facts.types) if (type.results > 1) map.set(type, types.addBlock(type, source));
  return map;
}

/** The cards of a module with one memory stand behind it; others are not tracked. */
function planCards(facts: ModuleFacts, options: ResolvedOptions, mark: (memory: number) => number): Appendix['cards'] {
  if (!options.trackWrites || facts.memories.length !== 1) return undefined;
  return { memory: 1, mark: mark(1) };
}

/** Pages of the memory of cards: a byte for each card of the largest memory. */
export const cardPages = (memoryPages: number): number => Math.ceil(memoryPages / 2 ** CARD_SHIFT);

/** Plans the appendix of a module that has functions to meter or to wrap. */
export function planAppendix(
  facts: ModuleFacts,
  entries: HostEntries,
  options: ResolvedOptions,
  source: Uint8Array,
): Appendix {
  const types = new TypeAppender(facts.types.length);
  const functions = new FunctionAppender(facts.functionTypes.length);
  const { i32, i64 } = VALUE;
  const yieldType = types.add([], []);
  const chargeType = types.add([i32], []);
  const growType = types.add([i32], [i32]);
  const slow = functions.add(yieldType, (c) => slowBody(c, yieldType));
  const slowKept = functions.add(types.add([i64], [i64]), (c) => slowKeptBody(c, slow));
  const charge = functions.add(chargeType, (c) => chargeBody(c, slow));
  const unwind = functions.add(types.add([i64, i32], []), (c) => unwindBody(c));
  const grow = facts.memories.map((memory, index) =>
    functions.add(growType, (c) =>
      growBody(c, index, memoryMaximum(memory, options.memoryPages), options.rules.growUnitsPerPage, charge),
    ),
  );
  const cards = planCards(facts, options, (memory) =>
    functions.add(types.add([i32, i32], []), (c) => markBody(c, memory)),
  );
  const wrap = (target: number, budget: number): number => {
    const type = facts.functionTypes[target]!;
    return functions.add(type, (c) => hostedBody(c, target, facts.types[type]!.params, budget));
  };
  const hostedExports = new Map([...entries.exports].map(([name, target]) => [name, wrap(target, options.hostedFuel)]));
  const hostedStart = entries.start === undefined ? undefined : wrap(entries.start, options.startFuel);
  const blockTypes = appendBlockTypes(facts, types, source);
  return {
    globals: facts.importedGlobals,
    types: types.bytes,
    typeCount: types.count,
    functions: functions.list,
    yieldType,
    slow,
    slowKept,
    charge,
    unwind,
    cards,
    grow,
    blockTypes,
    hostedExports,
    hostedStart,
  };
}
