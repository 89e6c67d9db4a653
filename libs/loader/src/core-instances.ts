import { cardPages, CARDS, CARDS_EXPORT, memoryPagesOf, STATE_MODULE } from '@esta-logic/meter';
import type { FuelMeter } from './fuel-meter.ts';
import { STATE_PREFIX } from './state-exports.ts';

export type CoreExports = Readonly<Record<string, unknown>>;
export type CoreImports = Record<string, Record<string, unknown>>;

/** The core instances of one component, with the fuel that they share, and the cards of their memories. */
export class CoreInstances {
  /** Exports of each, in the order in which they were started. */
  readonly exports: CoreExports[] = [];
  /** By memory: a byte for each of its cards, 1 once a guest's store went there. */
  readonly cards = new Map<WebAssembly.Memory, Uint8Array>();
  readonly #fuel: FuelMeter;
  readonly #cardMemories = new Map<WebAssembly.Memory, WebAssembly.Memory>();
  readonly #cardPages: number;

  /** `memoryBytes`: the limit that the core modules were metered with. */
  constructor(fuel: FuelMeter, memoryBytes: number) {
    this.#fuel = fuel;
    this.#cardPages = cardPages(memoryPagesOf(memoryBytes));
  }

  /** Instantiates a metered core module and runs its start function. */
  start(module: WebAssembly.Module, imports: CoreImports): CoreExports {
    const imported = importsCards(module) ? this.#cardsFor(imports) : undefined;
    const state = imported ? { ...this.#fuel.state, [CARDS]: imported } : this.#fuel.state;
    const { exports } = new WebAssembly.Instance(module, { ...imports, [STATE_MODULE]: state });
    const cards = exports[CARDS_EXPORT];
    if (cards instanceof WebAssembly.Memory) this.#learn(exports[`${STATE_PREFIX}m0`] as WebAssembly.Memory, cards);
    this.exports.push(exports);
    return exports;
  }

  /** The cards of the memory that is imported, which has some only if its own module was tracked. */
  #cardsFor(imports: CoreImports): WebAssembly.Memory | undefined {
    for (const items of Object.values(imports))
      for (const item of Object.values(items))
        if (item instanceof WebAssembly.Memory) return this.#cardMemories.get(item) ?? this.#newCards(item);
    return undefined;
  }

  #newCards(memory: WebAssembly.Memory): WebAssembly.Memory {
    const cards = new WebAssembly.Memory({ initial: this.#cardPages, maximum: this.#cardPages });
    this.#learn(memory, cards);
    return cards;
  }

  #learn(memory: WebAssembly.Memory, cards: WebAssembly.Memory): void {
    this.#cardMemories.set(memory, cards);
    this.cards.set(memory, new Uint8Array(cards.buffer));
  }
}

/** What was found of a module, which is the same for all its instances. */
const found = new WeakMap<WebAssembly.Module, boolean>();

function importsCards(module: WebAssembly.Module): boolean {
  const known = found.get(module);
  if (known !== undefined) return known;
  const imports = WebAssembly.Module.imports(module).some(
    (item) => item.module === STATE_MODULE && item.name === CARDS,
  );
  found.set(module, imports);
  return imports;
}
