import type { ImportSource, LinkOptions, LinkPlan } from '../component/link-plan.ts';
import type { KernelFunction } from '../component/kernel-world.ts';
import { blockingShim } from './blocking-shim.ts';
import { CORE_CALLS } from './core-calls.ts';

/** A link plan with everything done that does not depend on the instance. */
export interface PreparedLinks {
  readonly instances: readonly PreparedInstance[];
  /** Canonical options of lowered functions; equal ones are one. */
  readonly options: readonly PreparedOptions[];
  readonly handle: LinkPlan['handle'];
}

export interface PreparedInstance {
  readonly core: WebAssembly.Module;
  /** By module name: what each name is given. */
  readonly imports: readonly (readonly [module: string, items: readonly (readonly [name: string, PreparedSource])[]])[];
}

export type PreparedSource =
  | Exclude<ImportSource, { readonly call: KernelFunction }>
  /** `options` is an index. */
  | { readonly call: KernelFunction; readonly options: number };

export interface PreparedOptions extends LinkOptions {
  /** Functions that may block, in the order of the shim's exports. */
  readonly blocking: readonly KernelFunction[];
  readonly shim: WebAssembly.Module;
}

/** Prepares a plan over its compiled core modules, which stand in the component's order. */
export function prepareLinks(plan: LinkPlan, cores: readonly WebAssembly.Module[]): PreparedLinks {
  const table = new OptionsTable();
  const instances = plan.instances.map(({ module, imports }) => {
    const byModule = Map.groupBy(imports, ([from]) => from);
    return {
      core: cores[module]!,
      imports: [...byModule].map(
        ([from, items]) => [from, items.map(([, name, source]) => [name, table.prepare(source)] as const)] as const,
      ),
    };
  });
  return { instances, options: table.finish(), handle: plan.handle };
}

class OptionsTable {
  readonly #rows = new Map<string, { options: LinkOptions; number: number; blocking: Set<KernelFunction> }>();

  prepare(source: ImportSource): PreparedSource {
    if (!('call' in source)) return source;
    const key = JSON.stringify(source.options);
    const row = this.#rows.get(key) ?? { options: source.options, number: this.#rows.size, blocking: new Set() };
    this.#rows.set(key, row);
    if (CORE_CALLS[source.call].blocks) row.blocking.add(source.call);
    return { call: source.call, options: row.number };
  }

  finish(): PreparedOptions[] {
    return [...this.#rows.values()].map(({ options, blocking }) => {
      const names = [...blocking];
      const shim = new WebAssembly.Module(blockingShim(names.map((name) => CORE_CALLS[name].params)));
      return { ...options, blocking: names, shim };
    });
  }
}
