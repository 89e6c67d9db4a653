import { decodeManifest, ok, unwrap, type LoadedModule, type ModuleLoader } from '@esta-logic/kernel-boundary';
import type { Language } from '../guests/built-guests.ts';
import { guest, manifestOf, type GuestModule } from '../guests/manifests.ts';
import { loaderWith } from './bench-kernel.ts';

/** So many names of modules: bench-1, bench-2, … */
export const namesOf = (count: number): readonly string[] => Array.from({ length: count }, (_, i) => `bench-${i + 1}`);

/**
 * A loader that offers one guest under many names, so that a kernel has as many processes of it. The component is
 * verified and compiled once; manifests differ in the name and what the name is part of.
 */
export async function copiesOf(
  language: Language,
  change: Partial<GuestModule['manifest']>,
): Promise<(names: readonly string[]) => ModuleLoader> {
  const loader = await loaderWith([guest(language, change)]);
  const loaded = unwrap(await loader.load('bench'));
  const { version } = loaded.decoded.manifest;
  const named = (id: string): LoadedModule => ({
    ...loaded,
    decoded: unwrap(decodeManifest({ ...manifestOf(language, id), ...change })),
  });
  return (names) => ({
    ...loader,
    installed: () => Promise.resolve(ok(names.map((id) => ({ module: id, version, hash: loaded.hash })))),
    load: (id) => Promise.resolve(ok(named(id))),
  });
}
