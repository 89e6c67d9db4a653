import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { problemsAlone } from './install-alone.ts';
import { publintProblems, typeProblems } from './lint-package.ts';
import type { Packed } from './pack.ts';
import type { PublishedPackage } from './published-package.ts';
import { codeSubpaths, withDependencies } from './published-package.ts';
import { exampleProblem, examplesOf } from './readme-examples.ts';

/** Everything that keeps `one` from being published. `packed` holds the packages it needs, by name; `attw` is the path of that command. */
export async function gatePackage(
  root: string,
  one: PublishedPackage,
  all: readonly PublishedPackage[],
  packed: ReadonlyMap<string, Packed>,
  attw: string,
): Promise<string[]> {
  const own = packed.get(one.name);
  if (own === undefined) return ['it was not packed'];
  const folder = join(root, one.folder);
  const hasCode = codeSubpaths(one).length > 0;
  const tarballs = withDependencies(one, all).map(({ name }) => [name, packed.get(name)?.tarball ?? ''] as const);
  return [
    ...contentProblems(own),
    ...(await publintProblems(own)),
    ...(hasCode ? await typeProblems(attw, own) : []),
    ...(await problemsAlone(one, new Map(tarballs))),
    ...(await readmeProblems(folder, hasCode)),
  ];
}

/** Tests and sources stay at home; a package says what it is and what it builds to. */
export function contentProblems({ files }: Packed): string[] {
  const stray = files.filter((file) => /(^|\/)(src|test|reports|node_modules)\/|\.(test|bench)\./u.test(file));
  const missing = ['package.json', 'README.md'].filter((file) => !files.includes(file));
  return [
    ...stray.slice(0, 3).map((file) => `the tarball holds ${file}`),
    ...missing.map((file) => `the tarball lacks ${file}`),
    ...(files.some((file) => file.startsWith('dist/')) ? [] : ['the tarball holds nothing built']),
  ];
}

/** Examples run; a package with code has at least one. */
export async function readmeProblems(folder: string, hasCode: boolean): Promise<string[]> {
  const file = join(folder, 'README.md');
  if (!existsSync(file)) return ['there is no README.md'];
  const examples = examplesOf(await readFile(file, 'utf8'));
  if (examples.length === 0) return hasCode ? ['README.md has no example that can be run (a ts block)'] : [];
  const problems = await Promise.all(examples.map((example) => exampleProblem(folder, example)));
  return problems.filter((problem) => problem !== undefined);
}
