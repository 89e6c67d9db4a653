import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One row of `layers.json`. Every folder is written from the workspace root, `libs/x` or `libs/drivers/*`. */
export interface Layer {
  readonly name: string;
  readonly title: string;
  readonly packages: readonly string[];
  /** Names of the layers that this one may import. */
  readonly imports: readonly string[];
  /** The only imports allowed within the layer: importing folder to imported folders. */
  readonly sideways?: Readonly<Record<string, readonly string[]>>;
  /** Single packages that may be imported on top of the layers in `imports`. */
  readonly also?: readonly string[];
  /** Layers or package folders whose built files a package.json may depend on although no code may import them. */
  readonly artifacts?: readonly string[];
  /** True where Node, the DOM and any registry package may be used. */
  readonly host?: boolean;
  /** True where imports may only be of types. */
  readonly typesOnly?: boolean;
}

export interface LayerTable {
  readonly layers: readonly Layer[];
  /** Layers that every test file may import. */
  readonly testImports: readonly string[];
  /** Folder to the registry packages that it may import although it is below the drivers. */
  readonly npm: Readonly<Record<string, readonly string[]>>;
}

/** Reads the table of the workspace at `root`. */
export function readLayerTable(root: string): LayerTable {
  const text = readFileSync(join(root, 'tools/boundaries/layers.json'), 'utf8');
  return JSON.parse(text) as LayerTable;
}

/** True when `folder` is the folder that `pattern` names, or one directly inside a `…/*` pattern. */
export function folderMatches(pattern: string, folder: string): boolean {
  if (!pattern.endsWith('/*')) return pattern === folder;
  const parent = pattern.slice(0, -1);
  return folder.startsWith(parent) && !folder.slice(parent.length).includes('/');
}

/** The layer of a package folder, or undefined when the table does not name it. An exact name wins over a pattern. */
export function layerOf(table: LayerTable, folder: string): Layer | undefined {
  const exact = table.layers.find((layer) => layer.packages.includes(folder));
  return exact ?? table.layers.find((layer) => layer.packages.some((pattern) => folderMatches(pattern, folder)));
}

/** Whether code of `from` may import the package `to`; a package may always import itself. */
export function mayImport(table: LayerTable, from: string, to: string): boolean {
  if (from === to) return true;
  const source = layerOf(table, from);
  const target = layerOf(table, to);
  if (source === undefined || target === undefined) return false;
  return source.imports.includes(target.name) || isSideways(source, from, to) || (source.also ?? []).includes(to);
}

function isSideways(layer: Layer, from: string, to: string): boolean {
  const rows = Object.entries(layer.sideways ?? {}).filter(([pattern]) => folderMatches(pattern, from));
  return rows.some(([, targets]) => targets.some((pattern) => folderMatches(pattern, to)));
}

/** Whether the `package.json` of `from` may name `to`: because its code may import it, or loads its built files. */
export function mayDependOn(table: LayerTable, from: string, to: string): boolean {
  const target = layerOf(table, to);
  const artifacts = layerOf(table, from)?.artifacts ?? [];
  return (
    mayImport(table, from, to) || artifacts.includes(to) || (target !== undefined && artifacts.includes(target.name))
  );
}

/** Whether test files of `from` may import the package `to`: what its code may, and the test layers. */
export function testMayImport(table: LayerTable, from: string, to: string): boolean {
  const target = layerOf(table, to);
  return mayImport(table, from, to) || (target !== undefined && table.testImports.includes(target.name));
}

/** The registry packages that `folder` may import, or `'any'` for host layers. */
export function npmAllowance(table: LayerTable, folder: string): readonly string[] | 'any' {
  if (layerOf(table, folder)?.host === true) return 'any';
  return table.npm[folder] ?? [];
}
