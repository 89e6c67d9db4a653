import { canonicalJson, fail, ok, type ComponentStore, type Result } from '@esta-logic/kernel-boundary';
import type { CrankTerms } from '@esta-logic/journal';
import { decodeLock, type ModulePin } from '@esta-logic/loader';

/** Which bytes a crank ran on, as its terms name them: `blake3-` and 64 hexadecimal digits each. */
export type ModuleVersion = Pick<CrankTerms, 'module' | 'component' | 'manifest'>;

const LOCK = 'modules.lock';

/**
 * The store as a loader sees it in which just these versions are pinned, also those that its own lock no longer pins:
 * their files stay under their own hashes. What the loader writes stays in memory. Fault: not-found.
 */
export async function pinnedStore(
  store: ComponentStore,
  versions: readonly ModuleVersion[],
): Promise<Result<ComponentStore>> {
  const modules: Record<string, ModulePin> = {};
  for (const version of versions) {
    const pin = await pinOf(store, version);
    if (!pin.ok) return pin;
    modules[version.module] = pin.value;
  }
  const lock = new TextEncoder().encode(canonicalJson({ version: 1, modules }));
  const written = new Map<string, Uint8Array>([[LOCK, lock]]);
  return ok({
    read: (name) => written.get(name) ?? store.read(name),
    write: (name, bytes) => void written.set(name, bytes),
    list: (prefix) => store.list(prefix),
  });
}

/** The pin that stands in the lock, with its cache, or one made for files that are still there. */
async function pinOf(store: ComponentStore, version: ModuleVersion): Promise<Result<ModulePin>> {
  const { module, component, manifest } = version;
  const lock = await store.read(LOCK);
  const decoded = lock && decodeLock(new TextDecoder().decode(lock));
  const pin = decoded?.ok && Object.hasOwn(decoded.value.modules, module) ? decoded.value.modules[module] : undefined;
  if (pin?.hash === component && pin.manifestHash === manifest) return ok(pin);
  const bytes = await store.read(`modules/${manifest}.manifest.json`);
  const number = bytes && versionOf(bytes);
  if (number === undefined)
    return fail(
      'not-found',
      `The manifest ${manifest} of ${module}, which the records name, is not in the store; install that version there once more.`,
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
