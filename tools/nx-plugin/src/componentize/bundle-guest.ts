import type { KernelInterface } from '@esta-logic/kernel-boundary';
import { entrySource } from '@esta-logic/service-sdk';
import type { BuildOptions, Plugin } from 'esbuild';
import { build } from 'esbuild';
import { dirname } from 'node:path';

/** The interfaces of the kernel stay imports of the component; unused ones are dropped. */
const kernelImports: Plugin = {
  name: 'kernel-imports',
  setup(context) {
    context.onResolve({ filter: /^esta:kernel\// }, ({ path }) => ({ path, external: true, sideEffects: false }));
  },
};

const shared = {
  bundle: true,
  write: false,
  format: 'esm',
  platform: 'neutral',
  target: 'es2022',
  conditions: ['@esta-logic/source'],
  mainFields: ['module', 'main'],
  minify: false,
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'silent',
  plugins: [kernelImports],
} as const satisfies BuildOptions;

/**
 * One ES module of the service whose module is `service` (its default export comes from `defineService`), bound to
 * the kernel interfaces in `imports`. `root` is the workspace: paths in the output's comments are relative to it.
 */
export async function bundleGuest(service: string, imports: readonly KernelInterface[], root: string): Promise<string> {
  const contents = entrySource(imports, service);
  const stdin = { contents, resolveDir: dirname(service), sourcefile: 'entry.js' };
  return firstFile(await build({ ...shared, stdin, absWorkingDir: root }));
}

/**
 * A script that leaves the same service in the variable `service`, unbound and without any import: what the component can
 * be compared with on another engine.
 */
export async function bundleReference(service: string, root: string): Promise<string> {
  const contents = `import '@esta-logic/service-sdk/hermetic-guest';\nexport { default } from ${JSON.stringify(service)};\n`;
  const stdin = { contents, resolveDir: dirname(service), sourcefile: 'reference.js' };
  return firstFile(await build({ ...shared, format: 'iife', globalName: 'service', stdin, absWorkingDir: root }));
}

/** One ES module of `manifest.ts` and what it imports, to be run by the host. */
export async function bundleManifest(entry: string, root: string): Promise<string> {
  return firstFile(await build({ ...shared, entryPoints: [entry], absWorkingDir: root }));
}

function firstFile(result: { outputFiles: { text: string }[] }): string {
  const [file] = result.outputFiles;
  if (file === undefined) throw new Error('The bundler wrote no file.');
  return file.text;
}
