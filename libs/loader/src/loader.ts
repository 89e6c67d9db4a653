import { fail, type LoadedModule, ok, type Result } from '@esta-logic/kernel-boundary';
import { install } from './install.ts';
import { createTurns, type InstalledModule, type LoaderPowers } from './loader-powers.ts';
import { load } from './load.ts';
import { readLock, verifyPinned, withPin, writeLock } from './lock.ts';
import { componentFile, manifestFile } from './module-files.ts';

/** Installs components and makes them runnable. Changes of the lock take turns; loads run side by side. */
export interface Loader {
  /** Checks, transpiles, stores and pins; nothing of the module runs. Installing again replaces the pin. */
  install(manifest: unknown, component: Uint8Array): Promise<Result<InstalledModule>>;
  /** Verifies an installed module against its pins and compiles it. */
  load(id: string): Promise<Result<LoadedModule>>;
  installed(): Promise<Result<readonly InstalledModule[]>>;
  /** Pins a version again whose files are still there. Faults: not-found, hash-mismatch. */
  pin(module: LoadedModule): Promise<Result<InstalledModule>>;
  /** Takes the pin away; the files stay, unpinned and so unusable. Fault: not-found. */
  remove(id: string): Promise<Result<void>>;
}

/** A loader over a store; it has no power but those handed in. */
export function createLoader(powers: LoaderPowers): Loader {
  const inTurn = createTurns();
  return {
    install: (manifest, component) => inTurn(() => install(powers, manifest, component)),
    load: (id) => load(powers, id, inTurn),
    installed: () => installed(powers),
    pin: (module) => inTurn(() => pin(powers, module)),
    remove: (id) => inTurn(() => remove(powers, id)),
  };
}

async function installed({ components }: LoaderPowers): Promise<Result<readonly InstalledModule[]>> {
  const lock = await readLock(components);
  if (!lock.ok) return lock;
  return ok(Object.entries(lock.value.modules).map(([module, { version, hash }]) => ({ module, version, hash })));
}

async function pin(
  { components, digest }: LoaderPowers,
  { hash, manifestHash, decoded }: LoadedModule,
): Promise<Result<InstalledModule>> {
  const { id, version } = decoded.manifest;
  const component = verifyPinned(digest, await components.read(componentFile(hash)), hash, `component of "${id}"`);
  if (!component.ok) return component;
  const manifest = verifyPinned(
    digest,
    await components.read(manifestFile(manifestHash)),
    manifestHash,
    `manifest of "${id}"`,
  );
  if (!manifest.ok) return manifest;
  const lock = await readLock(components);
  if (!lock.ok) return lock;
  await writeLock(components, withPin(lock.value, id, { version, hash, manifestHash }));
  return ok({ module: id, version, hash });
}

async function remove({ components }: LoaderPowers, id: string): Promise<Result<void>> {
  const lock = await readLock(components);
  if (!lock.ok) return lock;
  if (!Object.hasOwn(lock.value.modules, id))
    return fail('not-found', `No module "${id}" is installed; list them with \`esta modules\`.`);
  await writeLock(components, withPin(lock.value, id, undefined));
  return ok(undefined);
}
