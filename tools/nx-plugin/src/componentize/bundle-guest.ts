import type { BuildOptions, Plugin } from 'esbuild';
import { build } from 'esbuild';
import { guestPrelude } from './guest-prelude.ts';

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
  target: 'es2020',
  conditions: ['@esta-logic/source'],
  mainFields: ['module', 'main'],
  minify: false,
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'silent',
  plugins: [kernelImports],
} as const satisfies BuildOptions;

/** One ES module with everything the service imports, the kernel's interfaces aside. `root` only shortens comments. */
export async function bundleGuest(entry: string, root: string): Promise<string> {
  return firstFile(await build({ ...shared, entryPoints: [entry], absWorkingDir: root, banner: { js: guestPrelude } }));
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
