import type { Layer, LayerTable } from '@esta-logic/tool-boundaries';
import { code, table } from './markdown.ts';

/** The layer table as Markdown. `exists` tells which folders there are: a name kept for later is no package to look for. */
export function layerTable({ layers }: LayerTable, exists: (folder: string) => boolean): string {
  const rows = layers.map((layer) => [layer.name, layer.title, packagesOf(layer, exists), importsOf(layer)]);
  return table(['layer', 'what it is', 'packages', 'may import'], rows);
}

function packagesOf({ packages }: Layer, exists: (folder: string) => boolean): string {
  const present = packages.filter((folder) => folder.endsWith('/*') || exists(folder));
  return present.map(code).join(', ');
}

function importsOf(layer: Layer): string {
  const sideways = Object.entries(layer.sideways ?? {}).map(
    ([from, to]) => `${code(from)} also ${to.map(code).join(', ')}`,
  );
  const also = (layer.also ?? []).map(code);
  const host = layer.host === true ? ['Node and any npm package'] : [];
  const layers = layer.imports.map((name) => (layer.typesOnly === true ? `types of ${name}` : name));
  const all = [...layers, ...also, ...host, ...sideways];
  return all.length === 0 ? 'nothing' : all.join('; ');
}

/** The registry packages that packages below the drivers may use. */
export function npmTable({ npm }: LayerTable): string {
  const rows = Object.entries(npm).map(([folder, names]) => [code(folder), names.map(code).join(', ')]);
  return rows.length === 0 ? 'None at present.' : table(['package', 'may use from npm'], rows);
}
