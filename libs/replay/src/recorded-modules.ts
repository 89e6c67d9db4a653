import type { CrankTerms } from '@esta-logic/journal';
import type { LoadedModule, Result } from '@esta-logic/kernel-boundary';
import { createLoader, type LoaderPowers } from '@esta-logic/loader';
import { pinnedStore, type ModuleVersion } from './pinned-store.ts';

/** A version of a module, and the version of the rules that count its fuel: the newest where nothing is said. */
export interface MeteredVersion extends ModuleVersion {
  readonly meter?: Pick<CrankTerms['meter'], 'version'>;
}

/** Loads the versions of modules that records name. All that a loader verifies is verified; nothing is written to the store. */
export class RecordedModules {
  readonly #powers: LoaderPowers;
  readonly #loading = new Map<string, Promise<Result<LoadedModule>>>();

  constructor(powers: LoaderPowers) {
    this.#powers = powers;
  }

  /** Each version is loaded once, under the newest rules where those that are named are not known. Faults: not-found, hash-mismatch, and those of loading. */
  readonly load = (version: MeteredVersion): Promise<Result<LoadedModule>> => {
    const name = `${version.module} ${version.component} ${version.manifest} ${version.meter?.version ?? ''}`;
    let loading = this.#loading.get(name);
    if (!loading) this.#loading.set(name, (loading = this.#load(version)));
    return loading;
  };

  async #load(version: MeteredVersion): Promise<Result<LoadedModule>> {
    const components = await pinnedStore(this.#powers.components, [version]);
    if (!components.ok) return components;
    const counting = version.meter && { fuelVersion: version.meter.version };
    return createLoader({ ...this.#powers, components: components.value, ...counting }).load(version.module);
  }
}
