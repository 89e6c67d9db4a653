import { MalformedBinary } from '../byte-reader.ts';
import { readCoreModule } from '../core-module.ts';
import { kernelInterfaceOf } from './kernel-names.ts';
import {
  type Component,
  type CoreExport,
  type CoreFunc,
  type CoreInstance,
  exportOf,
  type Func,
  IndexSpaces,
  type Instance,
  type Item,
} from './index-spaces.ts';
import { stubsOf } from './inert-module.ts';
import { HANDLE_TYPE } from './kernel-world.ts';
import type { ExportRef, ImportSource, LinkOptions, LinkPlan, PlannedInstance } from './link-plan.ts';
import { type PrunableModule, prunePlan } from './prune-plan.ts';
import { readDefinitions } from './read-definitions.ts';
import { type CanonOptions, type Definition, type Named, type SortIndex, UnknownShape } from './syntax.ts';
import { typeOf } from './type-text.ts';

/** A component flattened: its core modules, and how they are linked. */
export interface FlatComponent {
  readonly plan: LinkPlan;
  readonly modules: readonly Uint8Array[];
}

/** Components can be instantiated several times, nested; what would take for ever is not followed. */
const MAX_DEFINITIONS = 100_000;

interface CoreModule extends PrunableModule {
  readonly bytes: Uint8Array;
}

/**
 * Flattens a component whose outside was checked. Throws `UnknownShape` when it uses what this loader does not link itself
 * (another component must then decide whether it is valid), and {@link MalformedBinary}.
 */
export function flattenComponent(bytes: Uint8Array): FlatComponent {
  const flattener = new Flattener();
  const exports = flattener.instantiate({ bytes, outer: undefined }, undefined);
  const handle = exportOf(exports, 'func', 'handle').value as Func;
  if (handle.type !== HANDLE_TYPE || !('lifted' in handle.from) || !('export' in handle.from.lifted))
    throw new UnknownShape('its function "handle" is not that of the world');
  const { lifted, options } = handle.from;
  if (!options.memory || !options.realloc) throw new UnknownShape('its function "handle" has no memory');
  const plan = prunePlan(
    { instances: flattener.instances, handle: { func: lifted.export, options } },
    flattener.modules,
  );
  return usedModules(plan, flattener.modules);
}

/** The plan with the modules that it uses alone. */
function usedModules({ instances, handle }: LinkPlan, modules: readonly CoreModule[]): FlatComponent {
  const used = [...new Set(instances.map(({ module }) => module))];
  return {
    plan: { instances: instances.map(({ module, imports }) => ({ module: used.indexOf(module), imports })), handle },
    modules: used.map((module) => modules[module]!.bytes),
  };
}

class Flattener {
  readonly instances: PlannedInstance[] = [];
  readonly modules: CoreModule[] = [];
  #definitions = 0;
  /** What was read already: a component that is instantiated again has the same bytes. */
  readonly #read = new Map<Uint8Array, readonly Definition[]>();
  readonly #numbers = new Map<Uint8Array, number>();

  /** Instantiates a component with what is given for its imports; undefined: with the kernel's interfaces. */
  instantiate({ bytes, outer }: Component, given: Instance | undefined): Instance {
    const spaces = new IndexSpaces(outer);
    const exports = new Map<string, Item>();
    for (const definition of this.#definitionsOf(bytes)) {
      if (++this.#definitions > MAX_DEFINITIONS) throw new UnknownShape('it has too many definitions');
      if (definition.is === 'import') spaces.addItem(importOf(definition, spaces, given));
      else if (definition.is === 'export') {
        const item = spaces.item(definition.sort, definition.index);
        spaces.addItem(item);
        exports.set(definition.name, item);
      } else this.#define(definition, spaces);
    }
    return exports;
  }

  #define(definition: Exclude<Definition, { is: 'import' | 'export' }>, spaces: IndexSpaces): void {
    switch (definition.is) {
      case 'core-module':
        return spaces.add('core-module', this.#addModule(definition.bytes));
      case 'core-instance':
        return spaces.add('core-instance', this.#start(definition, spaces));
      case 'core-exports':
        return spaces.add('core-instance', { exports: coreExports(definition.exports, spaces) });
      case 'component':
        return spaces.add('component', { bytes: definition.bytes, outer: spaces });
      case 'instance':
        return spaces.add(
          'instance',
          this.instantiate(spaces.get('component', definition.component), itemsOf(definition.args, spaces)),
        );
      case 'exports':
        return spaces.add('instance', itemsOf(definition.exports, spaces));
      case 'alias-export':
        return spaces.addItem(exportOf(spaces.get('instance', definition.instance), definition.sort, definition.name));
      case 'alias-core-export':
        return spaces.addItem({
          sort: definition.sort,
          value: coreExportOf(spaces.get('core-instance', definition.instance), definition.name),
        });
      case 'alias-outer':
        return spaces.addItem(spaces.outside(definition));
      case 'type':
        return spaces.add('type', typeOf(definition.type, spaces));
      case 'lift':
        return spaces.add('func', {
          type: spaces.get('type', definition.type).text,
          from: { lifted: spaces.get('core-func', definition.func), options: resolve(definition.options, spaces) },
        });
      case 'lower':
        return spaces.add('core-func', this.#lower(definition, spaces));
      case 'resource':
        return spaces.add('core-func', resourceFunction(definition, spaces));
    }
  }

  #definitionsOf(bytes: Uint8Array): readonly Definition[] {
    const definitions = this.#read.get(bytes) ?? readDefinitions(bytes);
    this.#read.set(bytes, definitions);
    return definitions;
  }

  #addModule(bytes: Uint8Array): number {
    const known = this.#numbers.get(bytes);
    if (known !== undefined) return known;
    const shape = readCoreModule(bytes);
    const number = this.modules.push({ bytes, shape, stubs: stubsOf(shape) }) - 1;
    this.#numbers.set(bytes, number);
    return number;
  }

  #start(
    { module, args }: Extract<Definition, { is: 'core-instance' }>,
    spaces: IndexSpaces,
  ): { readonly started: number } {
    const number = spaces.get('core-module', module);
    const given = new Map(args.map(({ name, instance }) => [name, spaces.get('core-instance', instance)]));
    const { shape, stubs } = this.modules[number]!;
    const imports = shape.imports.map(
      ({ module: from, name }) => [from, name, sourceOf(given.get(from), name, stubs !== undefined)] as const,
    );
    return { started: this.instances.push({ module: number, imports }) - 1 };
  }

  #lower({ func, options }: Extract<Definition, { is: 'lower' }>, spaces: IndexSpaces): CoreFunc {
    const { from } = spaces.get('func', func);
    if ('kernel' in from) return { call: from.kernel, options: memoryOf(resolve(options, spaces)) };
    const [instance, name] = refOf(from.lifted);
    const module = this.modules[this.instances[instance]!.module]!;
    if (module.stubs?.has(name)) return { trap: 'stub' };
    throw new UnknownShape('a component inside of it calls another');
  }
}

/** What a component's import is given. */
function importOf(
  { name, sort, type }: Extract<Definition, { is: 'import' }>,
  spaces: IndexSpaces,
  given: Instance | undefined,
): Item {
  if (given) return exportOf(given, sort, name);
  if (type === 'resource') throw new UnknownShape('it imports a resource');
  const declared = spaces.get('type', type.index);
  if (sort === 'type') return { sort, value: declared };
  const interfaceName = kernelInterfaceOf(name);
  if (sort !== 'instance' || interfaceName === undefined || !declared.instance)
    throw new UnknownShape('it imports what the kernel does not have');
  return { sort, value: declared.instance(interfaceName) };
}

const itemsOf = (items: readonly Named<SortIndex>[], spaces: IndexSpaces): Instance =>
  new Map(items.map(({ name, sort, index }) => [name, spaces.item(sort, index)]));

const coreExports = (items: readonly Named<SortIndex>[], spaces: IndexSpaces): Map<string, CoreFunc | CoreExport> =>
  new Map(items.map(({ name, sort, index }) => [name, spaces.get(sort, index) as CoreFunc | CoreExport]));

function coreExportOf(instance: CoreInstance, name: string): CoreFunc | CoreExport {
  if ('started' in instance) return { export: [instance.started, name] };
  const item = instance.exports.get(name);
  if (!item) throw new MalformedBinary('an alias names an export that there is not');
  return item;
}

/** What a core module's import is given; only stubs may import what nothing here carries out. */
function sourceOf(instance: CoreInstance | undefined, name: string, stub: boolean): ImportSource {
  if (!instance) throw new MalformedBinary('a core module lacks an import');
  const source = coreExportOf(instance, name);
  if (!('forbidden' in source)) return source;
  if (stub) return { trap: 'handle' };
  throw new UnknownShape('it makes resources of its own');
}

function refOf(item: CoreFunc | CoreExport): ExportRef {
  if ('export' in item) return item.export;
  throw new UnknownShape('it takes what is no export of a core module for one');
}

function resolve({ encoding, memory, realloc, postReturn }: CanonOptions, spaces: IndexSpaces): LinkOptions {
  return {
    encoding,
    ...(memory !== undefined && { memory: refOf(spaces.get('core-memory', memory)) }),
    ...(realloc !== undefined && { realloc: refOf(spaces.get('core-func', realloc)) }),
    ...(postReturn !== undefined && { postReturn: refOf(spaces.get('core-func', postReturn)) }),
  };
}

function memoryOf(options: LinkOptions): LinkOptions {
  if (options.memory) return options;
  throw new UnknownShape('it lowers a function without a memory');
}

function resourceFunction({ op, type }: Extract<Definition, { is: 'resource' }>, spaces: IndexSpaces): CoreFunc {
  if (op !== 'drop') return { forbidden: true };
  const { resource } = spaces.get('type', type);
  return resource ? { drop: resource } : { trap: 'handle' };
}
