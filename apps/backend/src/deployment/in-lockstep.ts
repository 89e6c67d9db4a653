import { ok, type LoadedModule, type ModuleLoader } from '@esta-logic/kernel-boundary';

/** The same modules, each in lockstep as if its manifest asked for it; one that keeps its memory cannot be. */
export const inLockstep = <L extends ModuleLoader>(loader: L): L => ({
  ...loader,
  load: async (id: string) => {
    const loaded = await loader.load(id);
    return loaded.ok ? ok(doubled(loaded.value)) : loaded;
  },
});

function doubled(module: LoadedModule): LoadedModule {
  const { manifest } = module.decoded;
  if (manifest.stateful) return module;
  return { ...module, decoded: { ...module.decoded, manifest: { ...manifest, lockstep: true } } };
}
