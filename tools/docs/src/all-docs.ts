import { readLayerTable } from '@esta-logic/tool-boundaries';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contractParts } from './contract-docs.ts';
import { errorPages } from './error-docs.ts';
import { layerTable, npmTable } from './layer-docs.ts';
import { fillSections } from './sections.ts';

/** Every file of `docs` that is generated, wholly or in part: path from the root to the text it should have. */
export function allDocs(root: string): Map<string, string> {
  const table = readLayerTable(root);
  const fill = (file: string, parts: Record<string, string>) =>
    [file, fillSections(readFileSync(join(root, file), 'utf8'), parts)] as const;
  const errors = Object.entries(errorPages()).map(([file, text]) => [`docs/errors/${file}`, text] as const);
  return new Map([
    fill('docs/architecture.md', {
      layers: layerTable(table, (folder) => existsSync(join(root, folder))),
      npm: npmTable(table),
    }),
    fill('docs/abi/kernel_contract.md', contractParts(root)),
    ...errors,
  ]);
}

/** Pages of errors that no longer exist. */
export function strayPages(root: string, docs: ReadonlyMap<string, string>): string[] {
  const folder = join(root, 'docs/errors');
  const present = existsSync(folder) ? readdirSync(folder).map((file) => `docs/errors/${file}`) : [];
  return present.filter((file) => !docs.has(file));
}

/** Files whose text is not what it should be. */
export function staleDocs(root: string, docs: ReadonlyMap<string, string>): string[] {
  const isStale = (file: string, text: string) =>
    !existsSync(join(root, file)) || readFileSync(join(root, file), 'utf8') !== text;
  return [...docs].filter(([file, text]) => isStale(file, text)).map(([file]) => file);
}
