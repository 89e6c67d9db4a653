import type { WorkspacePackage } from '@esta-logic/tool-boundaries';

/** The names of `changed` and of every package that depends on it, directly or not, at run time or in its tests. */
export function withDependents(packages: readonly WorkspacePackage[], changed: string): string[] {
  const found = new Set([changed]);
  const uses = (one: WorkspacePackage) => [...one.dependencies, ...one.devDependencies].some((name) => found.has(name));
  for (let before = 0; before !== found.size;) {
    before = found.size;
    for (const one of packages) if (uses(one)) found.add(one.name);
  }
  return [...found].toSorted();
}
