// Plain JavaScript for Node 20: this runs before anything is installed.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const stampFile = 'node_modules/.esta-installed';

/**
 * What is too old to go on with, in one sentence, or undefined.
 * @param {{ node: string, npm: string | undefined }} versions
 */
export function versionProblem({ node, npm }) {
  if (major(node) < 20) return `Node ${node} is too old: install Node 20 or newer, then run this again.`;
  if (npm === undefined || major(npm) >= 11) return undefined;
  return `npm ${npm} is too old: run "npm install -g npm@11", then run this again.`;
}

/** @param {string} version */
function major(version) {
  return Number.parseInt(version.replace(/^v/u, ''), 10);
}

/**
 * The version of npm that runs this script, from the user agent that npm hands to its scripts.
 * @param {string | undefined} userAgent
 */
export function npmVersion(userAgent) {
  return /(?:^| )npm\/(\S+)/u.exec(userAgent ?? '')?.[1];
}

/**
 * Whether `node_modules` holds what the lock file names.
 * The stamp answers at once; without it npm's own record of what it installed is compared, so that a tree that
 * `npm install` brought up to date is not installed again.
 * @param {string} root
 */
export function isInstalled(root) {
  if (readText(join(root, stampFile)) === lockHash(root)) return true;
  if (!recordAgrees(root)) return false;
  writeStamp(root);
  return true;
}

/** @param {string} root */
export function writeStamp(root) {
  writeFileSync(join(root, stampFile), lockHash(root));
}

/** @param {string} root */
function lockHash(root) {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

/** @param {string} root */
function recordAgrees(root) {
  const record = readText(join(root, 'node_modules/.package-lock.json'));
  if (record === undefined) return false;
  const installed = JSON.parse(record).packages;
  const wanted = Object.entries(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages);
  return wanted.every(([path, entry]) => isThere(installed[path], path, entry));
}

/** Optional packages are those of other platforms; folders of the workspace itself are not installed. */
function isThere(installed, path, wanted) {
  if (!path.includes('node_modules/') || wanted.optional || wanted.devOptional) return true;
  if (installed === undefined) return wanted.peer === true;
  return installed.version === wanted.version && installed.integrity === wanted.integrity;
}

/** @param {string} file */
function readText(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
