import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layerOf, readLayerTable } from './layer-table.ts';
import { depthOf, disagreements, findCycle, packageGraph } from './package-graph.ts';
import type { WorkspacePackage } from './workspace-folders.ts';
import { listFolders, listPackages } from './workspace-folders.ts';
import { workspaceRoot } from './workspace-root.ts';

const table = readLayerTable(workspaceRoot);

function fake(folder: string, dependencies: string[], devDependencies: string[] = []): WorkspacePackage {
  const name = `@esta-logic/${folder.slice(folder.lastIndexOf('/') + 1)}`;
  return { folder, name, version: '0.1.0', private: false, dependencies, devDependencies };
}

describe('this workspace', () => {
  it('names every package folder in the layer table', () => {
    expect(listFolders(workspaceRoot).filter((folder) => layerOf(table, folder) === undefined)).toEqual([]);
  });
  it('I1 has package.json dependencies that the layer table allows', () => {
    expect(disagreements(table, listPackages(workspaceRoot))).toEqual([]);
  });
  it('lists no npm package that is not used', () => {
    const used = new Map(listPackages(workspaceRoot).map((one) => [one.folder, one.dependencies]));
    const rows = Object.entries(table.npm).flatMap(([folder, names]) => names.map((name) => [folder, name] as const));
    expect(rows.filter(([folder, name]) => used.get(folder)?.includes(name) !== true)).toEqual([]);
  });
  it('has no cycle between packages', () => {
    expect(findCycle(packageGraph(listPackages(workspaceRoot)))).toBeUndefined();
  });
});

describe('the layer table itself', () => {
  it('imports only layers that it names, and names no folder twice', () => {
    const names = table.layers.map((layer) => layer.name);
    const folders = table.layers.flatMap((layer) => layer.packages);
    expect(table.layers.flatMap((layer) => layer.imports).filter((name) => !names.includes(name))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(folders).size).toBe(folders.length);
  });
  it('lets no two layers import each other', () => {
    const graph = new Map(table.layers.map((layer) => [layer.name, layer.imports]));
    expect(findCycle(graph)).toBeUndefined();
  });
});

describe('the gate goes red', () => {
  it('for a dependency that points upwards', () => {
    const packages = [fake('libs/storage', ['@esta-logic/kernel']), fake('libs/kernel', [])];
    expect(disagreements(table, packages)).toEqual([
      'libs/storage depends on @esta-logic/kernel, which the layer table does not allow.',
    ]);
  });
  it('for a dev dependency that points upwards, but not for the test layer', () => {
    const packages = [
      fake('libs/storage', [], ['@esta-logic/kernel', '@esta-logic/testkit', 'vitest']),
      fake('libs/kernel', []),
      fake('libs/testkit', []),
    ];
    expect(disagreements(table, packages)).toHaveLength(1);
  });
  it('I1 for a service in the package.json of a library, but not of an app, which loads its component', () => {
    const service = fake('services/time-service', []);
    expect(disagreements(table, [service, fake('libs/kernel', ['@esta-logic/time-service'])])).toHaveLength(1);
    expect(disagreements(table, [service, fake('apps/backend', ['@esta-logic/time-service'])])).toEqual([]);
  });
  it('for a registry package below the drivers, but not for one that the table lists', () => {
    const listing = { ...table, npm: { 'libs/meter': ['left-pad'] } };
    const packages = [fake('libs/kernel', ['left-pad']), fake('libs/meter', ['left-pad'])];
    expect(disagreements(listing, packages)).toEqual([
      'libs/kernel depends on left-pad, which the layer table does not allow.',
    ]);
  });
  it('for a folder without a layer', () => {
    expect(disagreements(table, [fake('libs/utils', [])])[0]).toContain('libs/utils is in no layer');
  });
  it('for a cycle, which it names', () => {
    const graph = new Map([['a', ['b']], ['b', ['c']], ['c', ['b']]]); // prettier-ignore
    expect(findCycle(graph)).toEqual(['b', 'c', 'b']);
  });
  it('for every graph with an edge back, and for no graph without one', () => {
    const size = 12;
    const edges = fc.array(fc.tuple(fc.nat(size - 2), fc.nat(size - 1)), { maxLength: 40 });
    fc.assert(
      fc.property(edges, (pairs) => {
        const downward = pairs.filter(([from, to]) => from < to);
        const graph = new Map(Array.from({ length: size }, (_, node) => [String(node), [] as string[]]));
        for (const [from, to] of downward) graph.get(String(from))?.push(String(to));
        expect(findCycle(graph)).toBeUndefined();
        expect(depthOf(graph, '0')).toBeLessThanOrEqual(size);
        for (const [from, to] of downward.slice(0, 1)) {
          graph.get(String(to))?.push(String(from));
          expect(findCycle(graph)).toBeDefined();
        }
      }),
    );
  });
});
