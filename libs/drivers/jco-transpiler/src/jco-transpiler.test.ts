import { expect, test } from 'vitest';
import { nodeEvaluator } from './glue-evaluator.ts';
import { jcoTranspiler } from './jco-transpiler.ts';

/** `(component (core module (func (export "f"))) … (func (export "handle") (canon lift …)))`, as jco parses it. */
async function tinyComponent(): Promise<Uint8Array> {
  const { parse } = await import('@bytecodealliance/jco-transpile/wasm-tools');
  return parse(
    '(component (core module $m (func (export "f"))) (core instance $i (instantiate $m)) (func (export "handle") (canon lift (core func $i "f"))))',
  );
}

test('a component becomes glue that runs its core module', async () => {
  const transpiler = jcoTranspiler();
  expect(transpiler.version).toMatch(/^jco-transpile \d+\.\d+\.\d+$/);
  const { source, cores } = await transpiler.transpile({
    component: await tinyComponent(),
    name: 'module',
    asyncImports: [],
    asyncExports: ['handle'],
  });
  expect(cores.map(({ name }) => name)).toEqual(['module.core.wasm']);
  const glue = (await nodeEvaluator().evaluate(source, 'tiny')) as {
    instantiate(get: unknown, imports: object): Promise<{ handle(): Promise<void> }>;
  };
  const { handle } = await glue.instantiate(
    (name: string) =>
      new WebAssembly.Module(cores.find((core) => core.name === name)!.bytes as Uint8Array<ArrayBuffer>),
    {},
  );
  await expect(handle()).resolves.toBeUndefined();
});

test('what is not a component is refused in one line, and the next call works', async () => {
  const transpiler = jcoTranspiler();
  const request = { name: 'module', asyncImports: [], asyncExports: [] };
  await expect(
    transpiler.transpile({ ...request, component: Uint8Array.of(0, 0x61, 0x73, 0x6d, 0x0d, 0, 1, 0, 99, 1, 1) }),
  ).rejects.toThrow(/^[^\n]+$/);
  await expect(transpiler.transpile({ ...request, component: await tinyComponent() })).resolves.toMatchObject({
    cores: [{ name: 'module.core.wasm' }],
  });
});

test('an error of evaluated glue is named, not a whole data URL', async () => {
  const { fail } = (await nodeEvaluator().evaluate(
    'export function fail() { throw new Error("x"); }',
    'a module/1',
  )) as { fail(): void };
  const stack = ((): string => {
    try {
      return (fail(), '');
    } catch (problem) {
      return (problem as Error).stack!;
    }
  })();
  expect(stack).toContain('/a_module_1.js');
  expect(stack).not.toContain('throw new Error');
});
