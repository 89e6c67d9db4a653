import type { LayerTable } from './layer-table.ts';
import { layerOf, mayDependOn, npmAllowance, testMayImport } from './layer-table.ts';
import type { WorkspacePackage } from './workspace-folders.ts';

/** Package name to the workspace packages that it depends on at run time. */
export type PackageGraph = ReadonlyMap<string, readonly string[]>;

/** The run-time dependencies between workspace packages. */
export function packageGraph(packages: readonly WorkspacePackage[]): PackageGraph {
  const names = new Set(packages.map((one) => one.name));
  return new Map(packages.map((one) => [one.name, one.dependencies.filter((name) => names.has(name)).toSorted()]));
}

/** The first cycle found, as a path that ends where it began, or undefined. */
export function findCycle(graph: PackageGraph): string[] | undefined {
  const done = new Set<string>();
  const visit = (name: string, path: readonly string[]): string[] | undefined => {
    if (path.includes(name)) return [...path.slice(path.indexOf(name)), name];
    if (done.has(name)) return undefined;
    for (const next of graph.get(name) ?? []) {
      const cycle = visit(next, [...path, name]);
      if (cycle !== undefined) return cycle;
    }
    done.add(name);
    return undefined;
  };
  for (const name of graph.keys()) {
    const cycle = visit(name, []);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}

/** The number of packages on the longest chain that starts at `name`. The graph must have no cycle. */
export function depthOf(graph: PackageGraph, name: string): number {
  const below = (graph.get(name) ?? []).map((next) => depthOf(graph, next));
  return 1 + Math.max(0, ...below);
}

/** One sentence for every folder without a row and every dependency that the table forbids; empty when all agree. */
export function disagreements(table: LayerTable, packages: readonly WorkspacePackage[]): string[] {
  const folderOf = new Map(packages.map((one) => [one.name, one.folder]));
  return packages.flatMap((one) => {
    if (layerOf(table, one.folder) === undefined) {
      return [`${one.folder} is in no layer: add it to tools/boundaries/layers.json.`];
    }
    const bad = one.dependencies.filter((name) => !dependencyAllowed(table, one.folder, name, folderOf.get(name)));
    const badDev = one.devDependencies.filter((name) => {
      const to = folderOf.get(name);
      return to !== undefined && !testMayImport(table, one.folder, to) && !mayDependOn(table, one.folder, to);
    });
    return [...bad, ...badDev].map((name) => `${one.folder} depends on ${name}, which the layer table does not allow.`);
  });
}

function dependencyAllowed(table: LayerTable, from: string, name: string, to: string | undefined): boolean {
  if (to !== undefined) return mayDependOn(table, from, to);
  const allowance = npmAllowance(table, from);
  return allowance === 'any' || allowance.includes(name);
}
