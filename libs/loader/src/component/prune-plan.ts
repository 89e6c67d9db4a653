import { CORE, type CoreShape } from '../core-module.ts';
import { ByteReader } from '../byte-reader.ts';
import type { ExportRef, ImportSource, LinkOptions, LinkPlan, PlannedInstance } from './link-plan.ts';

/** What pruning must know of a core module. */
export interface PrunableModule {
  readonly shape: CoreShape;
  /** As of `stubsOf`: defined when the module has only stubs; the names of those that trap. */
  readonly stubs: ReadonlySet<string> | undefined;
}

/**
 * The plan without instances that `handle` does not reach and whose start changes nothing that it does: the stubs of a
 * toolchain, and what ties them together. Each instance that is left out need not be made for every process.
 */
export function prunePlan(plan: LinkPlan, modules: readonly PrunableModule[]): LinkPlan {
  const needed = new Set<number>();
  const need = (instance: number): void => {
    if (needed.has(instance)) return;
    needed.add(instance);
    for (const [, , source] of plan.instances[instance]!.imports) for (const [of] of refsOf(source)) need(of);
  };
  for (const [instance] of [plan.handle.func, ...optionRefs(plan.handle.options)]) need(instance);
  // What reaches into a needed instance makes others needed, which others again may reach into.
  for (let before = -1; before !== needed.size;) {
    before = needed.size;
    for (const [i, instance] of plan.instances.entries())
      if (!needed.has(i) && mayMatter(instance, plan, modules, needed)) need(i);
  }
  return renumber(plan, needed);
}

/** Whether starting an instance may change a needed one, or fail. */
function mayMatter(
  { module, imports }: PlannedInstance,
  plan: LinkPlan,
  modules: readonly PrunableModule[],
  needed: ReadonlySet<number>,
): boolean {
  if (imports.some(([, , source]) => refsOf(source).some(([instance]) => needed.has(instance)))) return true;
  const { shape } = modules[module]!;
  const start = shape.sections.find(({ id }) => id === CORE.start);
  if (!start) return false;
  const functions = shape.imports.flatMap(({ kind }, i) => (kind === 'function' ? [imports[i]![2]] : []));
  const source = functions[new ByteReader(start.body).u32()];
  return !source || !doesNothing(source, plan, modules);
}

/** Whether a function is one of a module that has only stubs, and does not trap. */
function doesNothing(source: ImportSource, plan: LinkPlan, modules: readonly PrunableModule[]): boolean {
  if (!('export' in source)) return false;
  const [instance, name] = source.export;
  const { stubs } = modules[plan.instances[instance]!.module]!;
  return stubs !== undefined && !stubs.has(name);
}

function refsOf(source: ImportSource): readonly ExportRef[] {
  if ('export' in source) return [source.export];
  return 'call' in source ? optionRefs(source.options) : [];
}

const optionRefs = ({ memory, realloc, postReturn }: LinkOptions): ExportRef[] =>
  [memory, realloc, postReturn].filter((ref) => ref !== undefined);

/** The plan with the needed instances alone, and references to their new places. */
function renumber({ instances, handle }: LinkPlan, needed: ReadonlySet<number>): LinkPlan {
  const places = new Map([...needed].sort((a, b) => a - b).map((old, now) => [old, now]));
  const ref = ([instance, name]: ExportRef): ExportRef => [places.get(instance)!, name];
  const options = ({ encoding, memory, realloc, postReturn }: LinkOptions): LinkOptions => ({
    encoding,
    ...(memory && { memory: ref(memory) }),
    ...(realloc && { realloc: ref(realloc) }),
    ...(postReturn && { postReturn: ref(postReturn) }),
  });
  const moved = (source: ImportSource): ImportSource => {
    if ('export' in source) return { export: ref(source.export) };
    return 'call' in source ? { call: source.call, options: options(source.options) } : source;
  };
  return {
    instances: instances
      .filter((_, i) => needed.has(i))
      .map(({ module, imports }) => ({
        module,
        imports: imports.map(([from, name, source]) => [from, name, moved(source)] as const),
      })),
    handle: { func: ref(handle.func), options: options(handle.options) },
  };
}
