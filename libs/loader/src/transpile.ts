import {
  fail,
  LIMITS,
  type ManifestLimits,
  type ModuleManifest,
  ok,
  type Result,
  SYSCALLS,
} from '@esta-logic/kernel-boundary';
import { meter } from '@esta-logic/meter';
import { MalformedBinary } from './byte-reader.ts';
import type { KernelImport } from './component-imports.ts';
import { patchGlue } from './glue-patches.ts';
import { exportState } from './state-exports.ts';
import type { Transpiled, Transpiler } from './toolchain-ports.ts';

/** Version of what this file does to the transpiler's output; part of the cache key. */
export const TRANSPILE_VERSION = '3';

/** The limits of a manifest, with the memory that its ring has when it names none. */
export function limitsOf({ ring, limits }: ModuleManifest): ManifestLimits & { readonly memoryBytes: number } {
  const { value } = ring === 1 ? LIMITS.memoryBytesSystem : LIMITS.memoryBytesUser;
  return { memoryBytes: value, ...limits };
}

/** Host functions of these imports that may suspend the guest, as the transpiler wants them named. */
export function asyncImports(imports: readonly KernelImport[]): string[] {
  const rows = Object.values(SYSCALLS).filter(({ suspends }) => suspends);
  return imports.flatMap(({ interface: name, name: full }) =>
    rows.filter((row) => row.interface === name).map((row) => `${full}#${row.function}`),
  );
}

/**
 * From a checked component to glue and core modules ready to compile: transpiled, metered, their state exported
 * for resets, and the glue patched. Faults: invalid-component, and those of the meter.
 */
export async function transpileComponent(
  component: Uint8Array,
  imports: readonly KernelImport[],
  limits: ReturnType<typeof limitsOf>,
  transpiler: Transpiler,
): Promise<Result<Transpiled>> {
  const raw = await runTranspiler(component, imports, transpiler);
  if (!raw.ok) return raw;
  const glue = patchGlue(raw.value.source);
  if ('missed' in glue)
    return fail(
      'internal',
      `The transpiler's output has another form than this loader knows (${glue.missed}); use the transpiler version that it was made for.`,
    );
  const cores: { name: string; bytes: Uint8Array }[] = [];
  for (const { name, bytes } of raw.value.cores) {
    // What the engine would refuse must not be metered: the meter trusts that types and nesting were checked.
    if (!WebAssembly.validate(bytes))
      return fail('invalid-component', `The core module ${name} of the component is not valid WebAssembly.`);
    const metered = meter(bytes, { memoryBytes: limits.memoryBytes });
    if (!metered.ok) return metered;
    const exported = withState(metered.value.bytes);
    if (!exported.ok) return exported;
    cores.push({ name, bytes: exported.value });
  }
  return ok({ source: glue.source, cores });
}

async function runTranspiler(
  component: Uint8Array,
  imports: readonly KernelImport[],
  transpiler: Transpiler,
): Promise<Result<Transpiled>> {
  try {
    return ok(
      await transpiler.transpile({
        component,
        name: 'module',
        asyncImports: asyncImports(imports),
        asyncExports: ['handle'],
      }),
    );
  } catch (problem) {
    const reason = problem instanceof Error ? problem.message : String(problem);
    return fail('invalid-component', `The component cannot be transpiled: ${reason.slice(0, 300)}.`);
  }
}

function withState(core: Uint8Array): Result<Uint8Array> {
  try {
    return ok(exportState(core));
  } catch (problem) {
    if (problem instanceof MalformedBinary)
      return fail('invalid-component', `A core module of the component cannot be used: ${problem.message}.`);
    throw problem;
  }
}
