import { workspaceRoot } from '@esta-logic/tool-boundaries';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { publicNames } from './public-names.ts';
import { publishedPackages } from './published-package.ts';

const names = publicNames(workspaceRoot, publishedPackages(workspaceRoot));
writeFileSync(join(workspaceRoot, 'tools/package-gates/api.txt'), `${names.join('\n')}\n`);
console.log(`${names.length} public names in tools/package-gates/api.txt`);
