import type { KernelInterface } from '@esta-logic/kernel-boundary';
import { worldSource } from '@esta-logic/service-sdk';
import { componentize } from 'componentize-qjs';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleGuest, bundleReference } from './bundle-guest.ts';
import type { BuiltManifest } from './read-manifest.ts';
import { readManifest } from './read-manifest.ts';
import { sealedRuntime } from './sealed-runtime.ts';
import { serviceFiles } from './service-files.ts';

export interface BuiltComponent {
  readonly manifest: BuiltManifest;
  readonly bytes: Uint8Array;
}

/**
 * Builds the service in `folder` (absolute) of the workspace at `root` and writes `dist/component.wasm`,
 * `dist/manifest.json` and `dist/reference.js`, the same service as a script. The same sources give the same bytes, wherever the workspace is.
 */
export async function buildComponent(root: string, folder: string): Promise<BuiltComponent> {
  const files = serviceFiles(folder);
  const scratch = mkdtempSync(join(tmpdir(), 'componentize-'));
  try {
    const manifest = await readManifest(files, root, scratch);
    const bytes = await link(root, scratch, await bundleGuest(files.entry, manifest.imports, root), manifest);
    mkdirSync(files.outDir, { recursive: true });
    writeFileSync(join(files.outDir, 'component.wasm'), bytes);
    writeFileSync(join(files.outDir, 'reference.js'), await bundleReference(files.entry, root));
    writeFileSync(join(files.outDir, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
    return { manifest, bytes };
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/** jco's QuickJS backend, called as `jco componentize --backend quickjs --backend-qjs-stub-wasi` calls it. */
async function link(root: string, scratch: string, jsSource: string, manifest: BuiltManifest): Promise<Uint8Array> {
  const witPath = join(scratch, 'wit');
  writeWit(join(root, 'libs/kernel-boundary/wit'), witPath, manifest.imports);
  const runtimeBytes = sealedRuntime();
  try {
    return (await componentize({ witPath, jsSource, world: 'service', stubWasi: true, runtimeBytes })).component;
  } catch (error) {
    throw new Error(`${manifest.id} could not be built: ${(error as Error).message}`, { cause: error });
  }
}

function writeWit(from: string, to: string, imports: readonly KernelInterface[]): void {
  mkdirSync(to);
  for (const file of readdirSync(from).filter((name) => name.endsWith('.wit'))) {
    const text = readFileSync(join(from, file), 'utf8');
    writeFileSync(join(to, file), text.includes('\nworld service {') ? worldSource(text, imports) : text);
  }
}
