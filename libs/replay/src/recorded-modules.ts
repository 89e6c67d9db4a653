import type { LoadedModule, Result } from '@esta-logic/kernel-boundary';
import { createLoader, type LoaderPowers } from '@esta-logic/loader';
import { pinnedStore, type ModuleVersion } from './pinned-store.ts';

/** Loads the versions of modules that records name. All that a loader verifies is verified; nothing is written to the store. */
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
    const components = await pinnedStore(this.#powers.components, [version]);
    return components.ok
      ? createLoader({ ...this.#powers, components: components.value }).load(version.module)
      : components;
  }
}
