import type { KernelInterface } from '@esta-logic/kernel-boundary';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundleManifest } from './bundle-guest.ts';
import type { ServiceFiles } from './service-files.ts';

/** What the executor needs of a manifest; the loader of the kernel checks all of it. */
export interface BuiltManifest {
  readonly id: string;
  readonly imports: readonly KernelInterface[];
  readonly [field: string]: unknown;
}

/** The default export of `manifest.ts` with the requests of `capabilities.json`. `scratch` is a folder to write in. */
export async function readManifest(files: ServiceFiles, root: string, scratch: string): Promise<BuiltManifest> {
  const module = join(scratch, 'manifest.mjs');
  writeFileSync(module, await bundleManifest(files.manifest, root));
  const { default: manifest } = (await import(pathToFileURL(module).href)) as { default?: Partial<BuiltManifest> };
  if (typeof manifest?.id !== 'string' || !Array.isArray(manifest.imports)) {
    throw new Error(`${files.manifest} must export by default an object with "id" and "imports".`);
  }
  const requests = JSON.parse(readFileSync(files.capabilities, 'utf8')) as unknown;
  return { ...(manifest as BuiltManifest), requiredCapabilities: capabilityList(files, requests) };
}

function capabilityList(files: ServiceFiles, requests: unknown): unknown[] {
  if (Array.isArray(requests)) return requests;
  const list = (requests as { requiredCapabilities?: unknown } | null)?.requiredCapabilities;
  if (Array.isArray(list)) return list;
  throw new Error(`${files.capabilities} must hold a list of capability requests, or {"requiredCapabilities": […]}.`);
}
