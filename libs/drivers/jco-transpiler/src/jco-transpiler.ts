import type * as Bindgen from '@bytecodealliance/jco-transpile/component';
import { readFileSync } from 'node:fs';

/** As the port `Transpiler` of `@esta-logic/loader`. */
export interface JcoTranspileRequest {
  readonly component: Uint8Array;
  readonly name: string;
  readonly asyncImports: readonly string[];
  readonly asyncExports: readonly string[];
}

/** As the port `Transpiler` of `@esta-logic/loader`. */
export interface JcoTranspiled {
  readonly source: string;
  readonly cores: readonly { readonly name: string; readonly bytes: Uint8Array }[];
}

export interface JcoTranspiler {
  /** `jco-transpile` and its version. */
  readonly version: string;
  transpile(request: JcoTranspileRequest): Promise<JcoTranspiled>;
}

const ENTRY = '@bytecodealliance/jco-transpile/component';

/**
 * The port `Transpiler` over jco's generator, which is itself a WebAssembly component: it reads the bytes it is given
 * and nothing else. A component that makes it trap leaves its instance unusable; the next call gets a new one.
 */
export function jcoTranspiler(): JcoTranspiler {
  let copies = 0;
  let generator: Promise<typeof Bindgen> | undefined;
  return {
    version: `jco-transpile ${installedVersion()}`,
    transpile: async (request) => {
      generator ??= freshGenerator(copies++);
      const { generate } = await generator;
      try {
        return collect(request.name, generate(request.component, optionsOf(request)).files);
      } catch (problem) {
        if (problem instanceof WebAssembly.RuntimeError) generator = undefined;
        throw problem instanceof Error ? readable(problem) : new Error(String(problem));
      }
    },
  };
}

async function freshGenerator(copy: number): Promise<typeof Bindgen> {
  const url = import.meta.resolve(ENTRY);
  // A query makes Node evaluate the module anew, with an instance of its own.
  const module = (await import(/* @vite-ignore */ copy === 0 ? url : `${url}?copy=${copy}`)) as typeof Bindgen & {
    $init: Promise<void>;
  };
  await module.$init;
  return module;
}

function optionsOf({ name, asyncImports, asyncExports }: JcoTranspileRequest): Bindgen.GenerateOptions {
  return {
    name,
    instantiation: { tag: 'async' },
    asyncMode: { tag: 'jspi', val: { imports: [...asyncImports], exports: [...asyncExports] } },
    noTypescript: true,
    noNodejsCompat: true,
    base64Cutoff: 0,
  };
}

function collect(name: string, files: readonly (readonly [string, Uint8Array])[]): JcoTranspiled {
  const glue = files.find(([file]) => file === `${name}.js`);
  if (!glue) throw new Error('jco wrote no JavaScript');
  const cores = files.filter(([file]) => file.endsWith('.wasm')).map(([file, bytes]) => ({ name: file, bytes }));
  return { source: new TextDecoder().decode(glue[1]), cores };
}

/** The generator reports what is wrong with a component as the payload of its error, in lines of context. */
function readable(problem: Error): Error {
  const { payload } = problem as { payload?: unknown };
  return typeof payload === 'string' ? new Error(payload.trim().replaceAll(/\s+/g, ' ')) : problem;
}

function installedVersion(): string {
  const manifest = new URL('../package.json', import.meta.resolve(ENTRY));
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
}
