import { assembleReleasePlan } from '@changesets/assemble-release-plan';
import { readConfig } from '@changesets/config';
import { readChangesets } from '@changesets/read';
import { getPackages } from '@manypkg/get-packages';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PublishedPackage } from './published-package.ts';

export interface Release {
  readonly name: string;
  readonly oldVersion: string;
  readonly newVersion: string;
}

/** What `changeset version` would make of the changesets in the workspace at `root`. Reads no registry and no git. */
export async function plannedReleases(root: string): Promise<Release[]> {
  const packages = await getPackages(root);
  const { config, errors } = await readConfig(root, packages);
  if (config === undefined) throw new Error(errors.join('\n'));
  const plan = assembleReleasePlan(await readChangesets(root), packages, config, undefined);
  return plan.releases.filter((release) => release.type !== 'none');
}

/** Packages that were never released and that no changeset names: they would be forgotten. */
export function forgotten(root: string, packages: readonly PublishedPackage[], releases: readonly Release[]): string[] {
  const planned = new Set(releases.map((release) => release.name));
  const never = packages.filter((one) => !existsSync(join(root, one.folder, 'CHANGELOG.md')));
  return never.map((one) => one.name).filter((name) => !planned.has(name));
}
