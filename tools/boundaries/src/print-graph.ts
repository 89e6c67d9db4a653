import { layerOf, readLayerTable } from './layer-table.ts';
import { depthOf, disagreements, findCycle, packageGraph } from './package-graph.ts';
import { listPackages } from './workspace-folders.ts';
import { workspaceRoot } from './workspace-root.ts';

const table = readLayerTable(workspaceRoot);
const packages = listPackages(workspaceRoot);
const graph = packageGraph(packages);
const cycle = findCycle(graph);
const problems = disagreements(table, packages);

if (cycle === undefined) {
  for (const layer of table.layers) {
    const members = packages.filter((one) => layerOf(table, one.folder) === layer);
    if (members.length > 0) console.log(`${layer.name} ${layer.title}`);
    for (const one of members) {
      const depth = depthOf(graph, one.name);
      console.log(`  ${one.folder} (depth ${depth}) -> ${graph.get(one.name)?.join(', ') || 'nothing'}`);
    }
  }
  const depths = packages.map((one) => depthOf(graph, one.name));
  console.log(`${packages.length} packages, no cycles, depth ${Math.max(0, ...depths)}`);
} else {
  console.error(`Cycle: ${cycle.join(' -> ')}`);
}
for (const problem of problems) console.error(problem);
process.exitCode = cycle === undefined && problems.length === 0 ? 0 : 1;
