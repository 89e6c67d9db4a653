import { MalformedBinary } from '../byte-reader.ts';
import type { KernelFunction, KernelResource } from './kernel-world.ts';
import type { ExportRef, LinkOptions } from './link-plan.ts';
import type { Definition, Sort } from './syntax.ts';

/** A core function: an export of a core instance, or what a canonical definition makes. */
export type CoreFunc =
  | { readonly export: ExportRef }
  | { readonly call: KernelFunction; readonly options: LinkOptions }
  | { readonly drop: KernelResource }
  | { readonly trap: 'stub' | 'handle' }
  /** `resource.new` and `resource.rep`, which only stubs may import. */
  | { readonly forbidden: true };

/** A core memory, table, global or tag. */
export interface CoreExport {
  readonly export: ExportRef;
}

/** A core instance: one that is instantiated, by its number, or a set of exports put together by name. */
export type CoreInstance =
  { readonly started: number } | { readonly exports: ReadonlyMap<string, CoreFunc | CoreExport> };

/** A function of the component level: the kernel's, or one lifted from a core instance. */
export interface Func {
  readonly type: string;
  readonly from: { readonly kernel: KernelFunction } | { readonly lifted: CoreFunc; readonly options: LinkOptions };
}

export interface Type {
  /** Structural notation; see `type-text.ts`. */
  readonly text: string;
  readonly resource?: KernelResource;
  /** What an instance of this type has, by the interface's short name. */
  readonly instance?: (interfaceName: string) => Instance;
}

/** A component with the spaces around it, which its outer aliases reach. */
export interface Component {
  readonly bytes: Uint8Array;
  readonly outer: IndexSpaces | undefined;
}

export interface Item {
  readonly sort: Sort;
  readonly value: unknown;
}

export type Instance = ReadonlyMap<string, Item>;

interface Values {
  readonly 'core-func': CoreFunc;
  readonly 'core-table': CoreExport;
  readonly 'core-memory': CoreExport;
  readonly 'core-global': CoreExport;
  readonly 'core-tag': CoreExport;
  readonly 'core-type': undefined;
  /** Index of a core module in the plan. */
  readonly 'core-module': number;
  readonly 'core-instance': CoreInstance;
  readonly func: Func;
  readonly value: undefined;
  readonly type: Type;
  readonly component: Component;
  readonly instance: Instance;
}

/** The index spaces of one component, or of one instance type. */
export class IndexSpaces {
  readonly outer: IndexSpaces | undefined;
  readonly #values = new Map<Sort, unknown[]>();

  constructor(outer: IndexSpaces | undefined) {
    this.outer = outer;
  }

  add<S extends Sort>(sort: S, value: Values[S]): void {
    const values = this.#values.get(sort);
    if (values) values.push(value);
    else this.#values.set(sort, [value]);
  }

  get<S extends Sort>(sort: S, index: number): Values[S] {
    const values = this.#values.get(sort);
    if (!values || index >= values.length) throw new MalformedBinary(`there is no ${sort} ${index}`);
    return values[index] as Values[S];
  }

  item(sort: Sort, index: number): Item {
    return { sort, value: this.get(sort, index) };
  }

  /** Adds what another index space of the same sort has, as an alias or an export does. */
  addItem({ sort, value }: Item): void {
    this.add(sort, value as Values[typeof sort]);
  }

  /** The target of an `alias outer`. */
  outside({ sort, depth, index }: Extract<Definition, { is: 'alias-outer' }>): Item {
    let spaces: IndexSpaces | undefined;
    for (let i = 0; i <= depth; i++) spaces = i === 0 ? this : spaces?.outer;
    if (!spaces) throw new MalformedBinary('an alias goes out of the component');
    return spaces.item(sort, index);
  }
}

/** The export of an instance that an alias names. */
export function exportOf(instance: Instance, sort: Sort, name: string): Item {
  const item = instance.get(name);
  if (item?.sort !== sort) throw new MalformedBinary(`an instance has no ${sort} ${JSON.stringify(name.slice(0, 80))}`);
  return item;
}
