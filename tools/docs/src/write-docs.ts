import { workspaceRoot as root } from '@esta-logic/tool-boundaries';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { allDocs, staleDocs, strayPages } from './all-docs.ts';
import { ruleProblems } from './rules.ts';

const docs = allDocs(root);
const stale = staleDocs(root, docs);
const stray = strayPages(root, docs);

if (process.argv.includes('--check')) {
  const outOfDate = [...stale, ...stray].map((file) => `${file} is not what the data says: run "npm run docs".`);
  const rules = ruleProblems(root);
  for (const sentence of [...outOfDate, ...rules]) console.error(sentence);
  console.log(`${docs.size} generated documents, ${outOfDate.length} out of date; ${rules.length} problems with rules`);
  process.exitCode = outOfDate.length + rules.length === 0 ? 0 : 1;
} else {
  for (const file of stray) rmSync(join(root, file));
  for (const file of stale) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), docs.get(file) ?? '');
  }
  console.log(`${docs.size} generated documents, ${stale.length} written, ${stray.length} removed`);
}
