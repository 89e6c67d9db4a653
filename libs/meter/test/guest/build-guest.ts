import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { tmpdir } from 'node:os';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const here = dirname(fileURLToPath(import.meta.url));

/** The guest component's core modules by file name, and the glue that links them. */
export interface BuiltGuest {
  readonly modules: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
  readonly instantiate: GuestGlue;
}

export type GuestGlue = (
  getCoreModule: (path: string) => WebAssembly.Module,
  imports: Record<string, unknown>,
  instantiateCore: (
    module: WebAssembly.Module,
    imports?: Record<string, Record<string, unknown>>,
  ) => WebAssembly.Instance,
) => Promise<{ handle(operation: string, argument: string): Promise<string> }>;

/** Builds test/guest/guest.js with QuickJS into a component and takes it apart again: about two seconds, in a folder of its own. */
export async function buildGuest(): Promise<BuiltGuest> {
  const out = await mkdtemp(join(tmpdir(), 'meter-guest-'));
  const component = join(out, 'guest.wasm');
  const jco = join(dirname(createRequire(import.meta.url).resolve('@bytecodealliance/jco')), 'jco.js');
  const sealed = ['--backend', 'quickjs', '--backend-qjs-stub-wasi', '--backend-qjs-disable-async'];
  await run(process.execPath, [
    jco,
    'componentize',
    join(here, 'guest.js'),
    '--wit',
    join(here, 'wit'),
    '-n',
    'guest',
    ...sealed,
    '-o',
    component,
  ]);
  const jspi = ['--instantiation', 'async', '--async-mode', 'jspi', '--async-exports', 'handle'];
  await run(process.execPath, [jco, 'transpile', component, '-o', out, '--name', 'guest', '--no-typescript', ...jspi]);
  const modules = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const name of await readdir(out))
    if (name.includes('.core')) modules.set(name, new Uint8Array(await readFile(join(out, name))));
  const glue = (await import(pathToFileURL(join(out, 'guest.js')).href)) as { instantiate: GuestGlue };
  await rm(out, { recursive: true });
  return { modules, instantiate: glue.instantiate };
}
