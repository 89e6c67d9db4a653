import {
  canonicalJson,
  fail,
  ok,
  type ComponentStore,
  type LoadedModule,
  type Result,
} from '@esta-logic/kernel-boundary';
import type { CrankTerms } from '@esta-logic/journal';
import { createLoader, decodeLock, type LoaderPowers, type ModulePin } from '@esta-logic/loader';

/** Which bytes a crank ran on, as its terms name them: `blake3-` and 64 hexadecimal digits each. */
export type ModuleVersion = Pick<CrankTerms, 'module' | 'component' | 'manifest'>;

const LOCK = 'modules.lock';

/**
 * Loads the versions of modules that records name, also those that the lock no longer pins: their files stay in the
 * store under their own hashes. Everything that a loader verifies is verified; nothing is written to the store.
 */
export class RecordedModules {
  readonly #powers: LoaderPowers;
  readonly #loading = new Map<string, Promise<Result<LoadedModule>>>();

  constructor(powers: LoaderPowers) {
    this.#powers = powers;
  }

  /** Each version is loaded once. Faults: not-found, hash-mismatch, and those of loading. */
  readonly load = (version: ModuleVersion): Promise<Result<LoadedModule>> => {
    const name = `${version.module} ${version.component} ${version.manifest}`;
    let loading = this.#loading.get(name);
    if (!loading) this.#loading.set(name, (loading = this.#load(version)));
    return loading;
  };

  async #load(version: ModuleVersion): Promise<Result<LoadedModule>> {
    const pin = await pinOf(this.#powers.components, version);
    if (!pin.ok) return pin;
    const components = withOnly(this.#powers.components, version.module, pin.value);
    return createLoader({ ...this.#powers, components }).load(version.module);
  }
}

/** The pin that stands in the lock, with its cache, or one made for files that are still there. */
async function pinOf(components: ComponentStore, version: ModuleVersion): Promise<Result<ModulePin>> {
  const { module, component, manifest } = version;
  const lock = await components.read(LOCK);
  const decoded = lock && decodeLock(new TextDecoder().decode(lock));
  const pin = decoded?.ok && Object.hasOwn(decoded.value.modules, module) ? decoded.value.modules[module] : undefined;
  if (pin?.hash === component && pin.manifestHash === manifest) return ok(pin);
  const bytes = await components.read(`modules/${manifest}.manifest.json`);
  const number = bytes && versionOf(bytes);
  if (number === undefined)
    return fail(
      'not-found',
      `The manifest ${manifest} of ${module}, which a record names, is not in the store; install that version there once more.`,
    );
  return ok({ version: number, hash: component, manifestHash: manifest });
}

function versionOf(manifest: Uint8Array): string | undefined {
  try {
    const { version } = JSON.parse(new TextDecoder().decode(manifest)) as { version?: unknown };
    return typeof version === 'string' ? version : undefined;
  } catch {
    return undefined;
  }
}

/** The store as a loader sees it in which just this module is pinned; what it writes stays in memory. */
function withOnly(store: ComponentStore, module: string, pin: ModulePin): ComponentStore {
  const written = new Map<string, Uint8Array>([
    [LOCK, new TextEncoder().encode(canonicalJson({ version: 1, modules: { [module]: pin } }))],
  ]);
  return {
    read: (name) => written.get(name) ?? store.read(name),
    write: (name, bytes) => void written.set(name, bytes),
    list: (prefix) => store.list(prefix),
  };
}
