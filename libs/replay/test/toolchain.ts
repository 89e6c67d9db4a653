import { $init, generate } from '@bytecodealliance/jco-transpile/component';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ModuleEvaluator, Transpiler } from '@esta-logic/loader';

/** The loader's ports over jco itself. */
export function testTranspiler(): Transpiler {
  return {
    version: 'test',
    transpile: async ({ component, name, asyncImports, asyncExports }) => {
      await $init;
      const asyncMode = { tag: 'jspi' as const, val: { imports: [...asyncImports], exports: [...asyncExports] } };
      const { files } = generate(component, {
        name,
        instantiation: { tag: 'async' },
        asyncMode,
        noTypescript: true,
        noNodejsCompat: true,
        base64Cutoff: 0,
      });
      const source = new TextDecoder().decode(files.find(([file]) => file.endsWith('.js'))![1]);
      return {
        source,
        cores: files.filter(([file]) => file.endsWith('.wasm')).map(([file, bytes]) => ({ name: file, bytes })),
      };
    },
  };
}

/** Through a file, so that a stack trace names it instead of holding its text. */
export const testEvaluator: ModuleEvaluator = {
  evaluate: async (source, name) => {
    const file = join(await mkdtemp(join(tmpdir(), 'esta-glue-')), `${name}.mjs`);
    await writeFile(file, source);
    try {
      return (await import(/* @vite-ignore */ pathToFileURL(file).href)) as unknown;
    } finally {
      await rm(dirname(file), { recursive: true });
    }
  },
};
