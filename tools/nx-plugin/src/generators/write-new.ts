import type { Tree } from '@nx/devkit';

/** Writes a new package; refuses a folder that already holds one. `files` maps paths inside the folder to text. */
export function writeNew(tree: Tree, folder: string, files: Readonly<Record<string, string>>): void {
  if (tree.exists(`${folder}/package.json`)) throw new Error(`${folder} is already a package.`);
  for (const [path, text] of Object.entries(files)) tree.write(`${folder}/${path}`, text);
}
