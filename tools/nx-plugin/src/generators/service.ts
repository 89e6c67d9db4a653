import type { Tree } from '@nx/devkit';
import { formatFiles } from '@nx/devkit';
import { serviceFiles } from './service-files.ts';
import { writeNew } from './write-new.ts';

export interface ServiceOptions {
  readonly name: string;
  readonly description: string;
}

/** Makes `services/<name>-service`: it lints, type-checks, tests and builds to a component as it is. */
export default async function serviceGenerator(tree: Tree, { name, description }: ServiceOptions): Promise<void> {
  writeNew(tree, `services/${name}-service`, serviceFiles(name, description));
  await formatFiles(tree);
}
