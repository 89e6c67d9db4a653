import { fail, ok, type Result, SYSCALLS } from '@esta-logic/kernel-boundary';
import type { KernelImport } from './component-imports.ts';
import { patchGlue } from './glue-patches.ts';
import type { Transpiled, Transpiler } from './toolchain-ports.ts';

/** Host functions of these imports that may suspend the guest, as the transpiler wants them named. */
export function asyncImports(imports: readonly KernelImport[]): string[] {
  const rows = Object.values(SYSCALLS).filter(({ suspends }) => suspends);
  return imports.flatMap(({ interface: name, name: full }) =>
    rows.filter((row) => row.interface === name).map((row) => `${full}#${row.function}`),
  );
}

/** From a checked component to core modules and patched glue. Faults: invalid-component, internal. */
export async function transpileComponent(
  component: Uint8Array,
  imports: readonly KernelImport[],
  transpiler: Transpiler,
): Promise<Result<Transpiled>> {
  const raw = await runTranspiler(component, imports, transpiler);
  if (!raw.ok) return raw;
  const { source, cores } = raw.value;
  const glue = patchGlue(source);
  if (!('missed' in glue)) return ok({ source: glue.source, cores });
  return fail(
    'internal',
    `The transpiler's output has another form than this loader knows (${glue.missed}); use the transpiler version that it was made for.`,
  );
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
