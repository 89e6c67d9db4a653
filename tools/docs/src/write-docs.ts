import { workspaceRoot as root } from '@esta-logic/tool-boundaries';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { allDocs, staleDocs, strayPages } from './all-docs.ts';

const docs = allDocs(root);
const stale = staleDocs(root, docs);
const stray = strayPages(root, docs);

if (process.argv.includes('--check')) {
  for (const file of [...stale, ...stray]) console.error(`${file} is not what the data says: run "npm run docs".`);
  console.log(`${docs.size} generated documents, ${stale.length + stray.length} out of date`);
  process.exitCode = stale.length + stray.length === 0 ? 0 : 1;
} else {
  for (const file of stray) rmSync(join(root, file));
  for (const file of stale) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), docs.get(file) ?? '');
  }
  console.log(`${docs.size} generated documents, ${stale.length} written, ${stray.length} removed`);
}
