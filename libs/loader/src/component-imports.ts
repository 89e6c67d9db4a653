import { fail, type ModuleManifest, ok, type Result } from '@esta-logic/kernel-boundary';
import { MalformedBinary } from './byte-reader.ts';
import { kernelInterfaceOf } from './component/kernel-names.ts';
import { type ComponentExtern, type ComponentShape, readComponent } from './component-shape.ts';

/** An interface that a component imports, as its import section names it. */
export interface KernelImport {
  /** For example `db`. */
  readonly interface: string;
  /** For example `esta:kernel/db@0.1.0`. */
  readonly name: string;
}

/**
 * The transpiler writes names of a component into JavaScript text between quotes, unescaped. A name that could end
 * its quotes would run in the host, so names hold no quotes, backslashes, control characters or comment marks.
 */
const HARMLESS_NAME = /^(?!.*(\/\/|\/\*|\*\/|\$\{))[\x20\x21\x23-\x26\x28-\x5b\x5d-\x5f\x61-\x7e]*$/;
/** Names that the loader itself gives to core modules: fuel (esta:meter, esta:host) and state for resets (esta:state). */
const RESERVED_NAME = /^esta:(meter|host|state)/;
const MAX_COMPONENT_BYTES = 128 * 1024 * 1024;

/**
 * Refuses, before anything else looks at it, a component that is not one (invalid-component), that imports anything
 * but the interfaces its manifest names (forbidden-import; `types` is free), or that exports no function `handle`.
 */
export function checkComponent(bytes: Uint8Array, manifest: ModuleManifest): Result<readonly KernelImport[]> {
  const shape = decode(bytes);
  if (!shape.ok) return shape;
  const { imports, exports, innerNames } = shape.value;
  for (const { name } of [...imports, ...exports]) if (!HARMLESS_NAME.test(name)) return harmful(name);
  for (const name of innerNames) if (!HARMLESS_NAME.test(name) || RESERVED_NAME.test(name)) return harmful(name);
  const kernelImports: KernelImport[] = [];
  for (const wanted of imports) {
    const allowed = allow(wanted, manifest);
    if (!allowed.ok) return allowed;
    if (allowed.value) kernelImports.push(allowed.value);
  }
  const handle = exports.find(({ name, kind }) => name === 'handle' && kind === 'function');
  return handle
    ? ok(kernelImports)
    : fail(
        'invalid-component',
        'The component exports no function "handle"; build it for the world esta:kernel/service.',
      );
}

function decode(bytes: Uint8Array): Result<ComponentShape> {
  if (bytes.length > MAX_COMPONENT_BYTES)
    return fail(
      'invalid-component',
      `The component has ${bytes.length} bytes; at most ${MAX_COMPONENT_BYTES} are allowed.`,
    );
  try {
    return ok(readComponent(bytes));
  } catch (problem) {
    if (problem instanceof MalformedBinary)
      return fail('invalid-component', `The file is not a WebAssembly component: ${problem.message}.`);
    throw problem;
  }
}

function allow({ name, kind }: ComponentExtern, manifest: ModuleManifest): Result<KernelImport | undefined> {
  // `use types.{…}` in the world: an alias of a type that an allowed interface defines; nothing can be called through it.
  if (kind === 'type') return ok(undefined);
  const wanted = kernelInterfaceOf(name);
  if (wanted === undefined || kind !== 'instance') {
    return fail(
      'forbidden-import',
      `The component imports "${name}", which no guest may have; only interfaces of esta:kernel@0.1 are allowed.`,
    );
  }
  if (wanted === 'types' || manifest.imports.includes(wanted as never)) return ok({ interface: wanted, name });
  return fail(
    'forbidden-import',
    `The component imports "${name}", but the manifest of "${manifest.id}" does not name "${wanted}" in its imports.`,
  );
}

function harmful(name: string): Result<never> {
  return fail(
    'invalid-component',
    `The component uses the name ${JSON.stringify(name.slice(0, 80))}, which is not allowed.`,
  );
}
