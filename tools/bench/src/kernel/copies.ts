import { decodeManifest, ok, unwrap, type LoadedModule, type ModuleLoader } from '@esta-logic/kernel-boundary';

/**
 * A loader that offers its one module under many names, so that a kernel has as many processes of it. The module is
 * verified and compiled once; manifests differ in the name only.
 */
export async function copies(loader: ModuleLoader, module: string, names: readonly string[]): Promise<ModuleLoader> {
  const loaded = unwrap(await loader.load(module));
  const { version } = loaded.decoded.manifest;
  const named = (id: string): LoadedModule => ({
    ...loaded,
    decoded: unwrap(decodeManifest({ ...loaded.decoded.manifest, id })),
  });
  return {
    installed: () => Promise.resolve(ok(names.map((id) => ({ module: id, version, hash: loaded.hash })))),
    load: (id) => Promise.resolve(ok(named(id))),
    install: (manifest, component) => loader.install(manifest, component),
  };
}
