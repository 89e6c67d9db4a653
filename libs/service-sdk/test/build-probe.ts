import { $init, generate } from '@bytecodealliance/jco-transpile/component';
import { componentize } from 'componentize-qjs';
import { build } from 'esbuild';
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { entrySource, worldSource } from '../src/index.ts';

const IMPORTS = ['db', 'time'] as const;
const here = import.meta.dirname;

/** What jco's glue exports. */
export interface Glue {
  instantiate(
    getModule: (name: string) => WebAssembly.Module,
    imports: Record<string, unknown>,
    instantiateCore: (
      module: WebAssembly.Module,
      imports: Record<string, Record<string, unknown>>,
    ) => WebAssembly.Instance,
  ): Promise<{ handle(envelope: object): string }>;
}

/** Builds the probe's component as README.md says, and transpiles it: its imports and a function that starts it. */
export async function buildProbe(): Promise<{
  imports: readonly string[];
  start(imports: Record<string, unknown>): ReturnType<Glue['instantiate']>;
  memoryBytes(): number;
}> {
  const folder = await mkdtemp(join(tmpdir(), 'esta-probe-'));
  const component = await probeComponent(folder);
  await $init;
  const { files, imports } = generate(component, {
    name: 'probe',
    instantiation: { tag: 'async' },
    noTypescript: true,
    base64Cutoff: 0,
  });
  for (const [name, bytes] of files) await writeFile(join(folder, name), bytes);
  const cores = new Map(
    files
      .filter(([name]) => name.endsWith('.wasm'))
      .map(([name, bytes]) => [name, new WebAssembly.Module(bytes as Uint8Array<ArrayBuffer>)]),
  );
  const glue = (await import(/* @vite-ignore */ pathToFileURL(join(folder, 'probe.js')).href)) as Glue;
  const memories = new Set<WebAssembly.Memory>();
  const instantiateCore = (
    module: WebAssembly.Module,
    object: Record<string, Record<string, unknown>>,
  ): WebAssembly.Instance => {
    const instance = new WebAssembly.Instance(module, object);
    for (const item of Object.values(instance.exports)) if (item instanceof WebAssembly.Memory) memories.add(item);
    return instance;
  };
  return {
    imports,
    start: (object) => glue.instantiate((name) => cores.get(name)!, object, instantiateCore),
    memoryBytes: () => [...memories].reduce((sum, { buffer }) => sum + buffer.byteLength, 0),
  };
}

async function probeComponent(folder: string): Promise<Uint8Array> {
  await mkdir(join(folder, 'wit'));
  const wit = await readFile(join(here, '../../kernel-boundary/wit/kernel.wit'), 'utf8');
  await writeFile(join(folder, 'wit/kernel.wit'), worldSource(wit, IMPORTS));
  const entry = entrySource(IMPORTS, join(here, 'probe-service.ts'));
  const bundle = await build({
    stdin: { contents: entry, resolveDir: here },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    conditions: ['@esta-logic/source'],
    external: ['esta:kernel/*'],
  });
  const { component } = await componentize({
    witPath: join(folder, 'wit'),
    world: 'service',
    jsSource: bundle.outputFiles[0]!.text,
    sync: true,
    stubWasi: true,
  });
  return component;
}
