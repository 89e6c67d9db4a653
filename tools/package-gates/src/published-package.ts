import type { WorkspacePackage } from '@esta-logic/tool-boundaries';
import { listPackages } from '@esta-logic/tool-boundaries';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A package that goes to the registry, with its `exports` map. */
export interface PublishedPackage extends WorkspacePackage {
  readonly exports: Readonly<Record<string, unknown>>;
}

/** The packages of the workspace at `root` that are not private. */
export function publishedPackages(root: string): PublishedPackage[] {
  const open = listPackages(root).filter((one) => !one.private);
  return open.map((one) => ({ ...one, exports: exportsOf(root, one.folder) }));
}

function exportsOf(root: string, folder: string): Record<string, unknown> {
  const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as { exports?: unknown };
  return (manifest.exports ?? {}) as Record<string, unknown>;
}

/** The subpaths that can be imported as code: `.` and the like, not `./package.json` and closed patterns. */
export function codeSubpaths(one: PublishedPackage): string[] {
  return Object.entries(one.exports)
    .filter(([, target]) => target !== null && typeof target === 'object')
    .map(([subpath]) => subpath);
}

/** The packages that `one` needs at run time, itself first, each once. */
export function withDependencies(one: PublishedPackage, all: readonly PublishedPackage[]): PublishedPackage[] {
  const found = new Map<string, PublishedPackage>();
  const visit = (next: PublishedPackage): void => {
    if (found.has(next.name)) return;
    found.set(next.name, next);
    for (const name of next.dependencies) {
      const dependency = all.find((candidate) => candidate.name === name);
      if (dependency !== undefined) visit(dependency);
    }
  };
  visit(one);
  return [...found.values()];
}
