import type { Tree } from '@nx/devkit';
import { formatFiles } from '@nx/devkit';
import { addToLayer } from './add-to-layer.ts';
import { libraryFiles } from './library-files.ts';
import { writeNew } from './write-new.ts';

export interface LibraryOptions {
  readonly name: string;
  readonly description: string;
  readonly layer?: string;
}

/** Makes `libs/<name>`: a package that lints, type-checks and tests as it is. Run `npm install` afterwards to link it. */
export default async function libraryGenerator(tree: Tree, options: LibraryOptions): Promise<void> {
  const folder = `libs/${options.name}`;
  addToLayer(tree, folder, options.layer);
  writeNew(tree, folder, libraryFiles(options.name, options.description));
  await formatFiles(tree);
}
