import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { PublishedPackage } from './published-package.ts';
import { codeSubpaths } from './published-package.ts';

const run = promisify(execFile);

/**
 * Installs the tarballs into an empty folder and imports `one` there: everything it exports must load, nothing inside
 * it may. `tarballs` holds the package and what it needs of this workspace. Returns sentences about what went wrong.
 */
export async function problemsAlone(one: PublishedPackage, tarballs: ReadonlyMap<string, string>): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'alone-'));
  try {
    await install(folder, tarballs);
    const open = await Promise.all(codeSubpaths(one).map((subpath) => importProblem(folder, one.name, subpath)));
    const closed = await Promise.all(insides.map((path) => openInside(folder, `${one.name}/${path}`)));
    return [...open, ...closed].filter((problem) => problem !== undefined);
  } catch (error) {
    return [`it could not be installed alone: ${(error as Error).message}`];
  } finally {
    await rm(folder, { recursive: true });
  }
}

const insides = [
  'internal/index.js',
  'src/index.ts',
  'src/internal/index.ts',
  'dist/index.js',
  'dist/internal/index.js',
];

async function install(folder: string, tarballs: ReadonlyMap<string, string>): Promise<void> {
  const dependencies = Object.fromEntries([...tarballs].map(([name, tarball]) => [name, `file:${tarball}`]));
  const manifest = { name: 'alone', private: true, type: 'module', dependencies, overrides: { ...dependencies } };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  const flags = [
    '--prefer-offline',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--no-package-lock',
    '--loglevel=error',
  ];
  await run('npm', ['install', ...flags], { cwd: folder, maxBuffer: 1 << 26 });
}

function specifier(name: string, subpath: string): string {
  return subpath === '.' ? name : `${name}/${subpath.slice(2)}`;
}

async function importProblem(folder: string, name: string, subpath: string): Promise<string | undefined> {
  const path = specifier(name, subpath);
  const error = await errorOf(folder, path);
  return error === undefined ? undefined : `import '${path}' fails when it is installed alone: ${error}`;
}

/** Anything but "not exported" means that the inside can be reached. */
async function openInside(folder: string, path: string): Promise<string | undefined> {
  const error = await errorOf(folder, path);
  return error?.includes('ERR_PACKAGE_PATH_NOT_EXPORTED')
    ? undefined
    : `${path} can be reached from outside: ${error ?? 'it loads'}`;
}

async function errorOf(folder: string, path: string): Promise<string | undefined> {
  const code = `import(${JSON.stringify(path)}).catch((error) => { console.log(error.code ?? '', error.message); process.exitCode = 1; })`;
  try {
    await run(process.execPath, ['--input-type=module', '--eval', code], { cwd: folder });
    return undefined;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    return `${stdout}${stderr}`.trim() || String(error);
  }
}
