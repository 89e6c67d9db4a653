import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { VitestReport } from './vitest-report.ts';

const parents = ['libs', 'libs/drivers', 'services', 'apps', 'tools'];

/** Folders of the packages that have a `test` script, sorted. `list` gives the entries of a folder. */
export function testPackages(root: string, list: (folder: string) => string[]): string[] {
  const folders = parents.flatMap((parent) => list(join(root, parent)).map((name) => `${parent}/${name}`));
  return folders.filter((folder) => hasTests(root, folder)).toSorted();
}

function hasTests(root: string, folder: string): boolean {
  const file = join(root, folder, 'package.json');
  if (!existsSync(file)) return false;
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as { scripts?: Record<string, string> };
  return manifest.scripts?.test !== undefined;
}

/** Removes what an earlier run left, so that a run that dies cannot pass with an old report. */
export function forgetReport(root: string, folder: string): void {
  rmSync(join(root, folder, 'reports'), { recursive: true, force: true });
}

/** The report that the package's last run left, or undefined when there is none that can be read. */
export function readReport(root: string, folder: string): VitestReport | undefined {
  try {
    return JSON.parse(readFileSync(join(root, folder, 'reports/vitest.json'), 'utf8')) as VitestReport;
  } catch {
    return undefined;
  }
}
