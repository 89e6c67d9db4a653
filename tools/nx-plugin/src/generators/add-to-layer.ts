import type { LayerTable } from '@esta-logic/tool-boundaries';
import { layerOf } from '@esta-logic/tool-boundaries';
import type { Tree } from '@nx/devkit';

const file = 'tools/boundaries/layers.json';

/** Puts `folder` into `layer` unless the table names it already. The table's own layout is kept. */
export function addToLayer(tree: Tree, folder: string, layer: string | undefined): void {
  const text = tree.read(file, 'utf8') ?? '';
  const table = JSON.parse(text) as LayerTable;
  if (layerOf(table, folder) !== undefined) return;
  const names = table.layers.map((one) => one.name).join(', ');
  if (layer === undefined) throw new Error(`${folder} is in no layer yet: say which with --layer (${names}).`);
  const row = new RegExp(`(\\{ "name": "${layer}",[^\\n]*"packages": \\[[^\\]]*)\\]`, 'u');
  if (!row.test(text)) throw new Error(`There is no layer ${layer}: take one of ${names}.`);
  tree.write(file, text.replace(row, `$1, "${folder}"]`));
}
