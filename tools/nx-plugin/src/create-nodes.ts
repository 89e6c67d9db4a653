import type { CreateNodesV2, ProjectConfiguration, TargetConfiguration } from '@nx/devkit';
import { createNodesFromFiles } from '@nx/devkit';
import { layerOf, readLayerTable } from '@esta-logic/tool-boundaries';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const name = '@esta-logic/nx-plugin';

/** Gives every package of the workspace the tag of its layer, a lint target, and services a componentize target. */
export const createNodesV2: CreateNodesV2 = [
  '{libs,libs/drivers,services,apps,tools}/*/package.json',
  (files, options, context) =>
    createNodesFromFiles(
      (file) => ({ projects: { [dirname(file)]: projectOf(context.workspaceRoot, dirname(file)) } }),
      files,
      options,
      context,
    ),
];

/** What the layer table says of the package in `folder`, as an Nx project. */
export function projectOf(root: string, folder: string): Partial<ProjectConfiguration> {
  const layer = layerOf(readLayerTable(root), folder);
  const isService = existsSync(join(root, folder, 'manifest.ts'));
  return {
    tags: [`layer:${layer?.name ?? 'none'}`, ...(layer?.host === true ? ['host'] : [])],
    targets: { lint: lintTarget(folder), ...(isService ? { componentize: componentizeTarget } : {}) },
  };
}

function lintTarget(folder: string): TargetConfiguration {
  return {
    executor: 'nx:run-commands',
    options: { command: `eslint --max-warnings 0 ${folder}`, cwd: '{workspaceRoot}' },
  };
}

/** What decides the bytes of a component: its sources, what it bundles, the WIT, and the versions of what builds it. */
const componentizeTarget: TargetConfiguration = {
  executor: '@esta-logic/nx-plugin:componentize',
  cache: true,
  inputs: [
    'production',
    '^production',
    '{workspaceRoot}/libs/kernel-boundary/wit/**/*.wit',
    '{workspaceRoot}/tools/nx-plugin/src/componentize/**/*',
    { externalDependencies: ['@bytecodealliance/jco', 'componentize-qjs', 'esbuild'] },
  ],
  outputs: ['{projectRoot}/dist'],
};
