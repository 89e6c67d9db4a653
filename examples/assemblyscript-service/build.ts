// node build.ts [ENTRY.ts] [OUT.wasm]: an AssemblyScript service as a component of the world esta:kernel/service.
import { componentEmbed, componentNew } from '@bytecodealliance/jco-transpile/wasm-tools';
import { main as compile } from 'assemblyscript/asc';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = import.meta.dirname;
const WIT = join(dirname(fileURLToPath(import.meta.resolve('@esta-logic/kernel-boundary/package.json'))), 'wit');
const [entry = join(HERE, 'assembly/index.ts'), out = join(HERE, 'dist/notes.wasm')] = process.argv.slice(2);

/** The core module of an entry. What AssemblyScript would import from a browser becomes a trap. */
async function coreModule(file: string): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), 'assembly-'));
  try {
    const core = join(folder, 'core.wasm');
    const from = dirname(file);
    const name = (path: string): string => relative(from, path).replaceAll('\\', '/');
    const trap = `abort=${name(join(HERE, 'assembly/kernel'))}/trap`;
    const options = ['--runtime', 'incremental', '--optimize', '--baseDir', from, '--use', trap];
    const { error, stderr } = await compile([name(file), ...options, '--outFile', name(core)]);
    if (error) throw new Error(stderr.toString() || error.message);
    return readFileSync(core);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const binary = await coreModule(resolve(entry));
const embedded = await componentEmbed({ binary, witPath: WIT, world: 'service', stringEncoding: 'utf16' });
mkdirSync(dirname(out), { recursive: true });
writeFileSync(out, await componentNew(embedded, []));
