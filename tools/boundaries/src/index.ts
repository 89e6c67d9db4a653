export { ambientRules } from './ambient-rules.ts';
export { dependencyRules } from './dependency-rules.ts';
export type { Layer, LayerTable } from './layer-table.ts';
export { folderMatches, layerOf, mayImport, npmAllowance, readLayerTable, testMayImport } from './layer-table.ts';
export type { PackageGraph } from './package-graph.ts';
export { depthOf, disagreements, findCycle, packageGraph } from './package-graph.ts';
export type { WorkspacePackage } from './workspace-folders.ts';
export { listFolders, listPackages } from './workspace-folders.ts';
export { workspaceRoot } from './workspace-root.ts';
