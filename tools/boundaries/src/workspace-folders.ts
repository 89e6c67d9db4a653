import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A workspace package as its `package.json` states it. */
export interface WorkspacePackage {
  /** Folder from the root, for example `libs/kernel`. */
  readonly folder: string;
  readonly name: string;
  readonly version: string;
  readonly private: boolean;
  /** Names in `dependencies` and `peerDependencies`. */
  readonly dependencies: readonly string[];
  /** Names in `devDependencies`. */
  readonly devDependencies: readonly string[];
}

/** The folders that hold packages, the same ones that `workspaces` in the root `package.json` names. */
const parents = ['libs', 'libs/drivers', 'services', 'apps', 'tools'];

/** Every folder that the workspace globs name, whether or not a package is in it yet. Sorted. */
export function listFolders(root: string): string[] {
  const folders = parents
    .filter((parent) => existsSync(join(root, parent)))
    .flatMap((parent) => subfolders(root, parent));
  return folders.filter((folder) => folder !== 'libs/drivers').toSorted();
}

function subfolders(root: string, parent: string): string[] {
  const entries = readdirSync(join(root, parent), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => `${parent}/${entry.name}`);
}

/** Every package of the workspace, sorted by folder. */
export function listPackages(root: string): WorkspacePackage[] {
  const folders = listFolders(root).filter((folder) => existsSync(join(root, folder, 'package.json')));
  return folders.map((folder) => readPackage(root, folder));
}

function readPackage(root: string, folder: string): WorkspacePackage {
  const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Record<string, unknown>;
  const names = (field: string) => Object.keys((manifest[field] ?? {}) as object);
  return {
    folder,
    name: String(manifest.name),
    version: String(manifest.version),
    private: manifest.private === true,
    dependencies: [...names('dependencies'), ...names('peerDependencies'), ...names('optionalDependencies')],
    devDependencies: names('devDependencies'),
  };
}
