import { canonicalJson, ok, type Result } from '@esta-logic/kernel-boundary';
import { checkModule, codeKey, makeCode } from './checked-module.ts';
import type { InstalledModule, LoaderPowers } from './loader-powers.ts';
import { readLock, withPin, writeLock } from './lock.ts';
import { componentFile, hashOf, manifestFile } from './module-files.ts';
import { writeCache } from './code-cache.ts';

/**
 * Checks, makes the code, stores and pins a module, in this order: every check comes before the first write, and the lock
 * is written last, so that a crash leaves either the old pin or the new one. Nothing of the module runs.
 */
export async function install(
  powers: LoaderPowers,
  manifest: unknown,
  component: Uint8Array,
): Promise<Result<InstalledModule>> {
  const { components, digest } = powers;
  const checked = checkModule(powers, manifest, component);
  if (!checked.ok) return checked;
  const lock = await readLock(components);
  if (!lock.ok) return lock;
  const code = await makeCode(powers, checked.value);
  if (!code.ok) return code;

  const { decoded, hash } = checked.value;
  const { id, version } = decoded.manifest;
  const manifestBytes = new TextEncoder().encode(canonicalJson(decoded.manifest));
  const manifestHash = hashOf(digest, manifestBytes);
  await components.write(componentFile(hash), component);
  await components.write(manifestFile(manifestHash), manifestBytes);
  const glue = await writeCache(components, digest, codeKey(powers, checked.value), code.value);
  await writeLock(components, withPin(lock.value, id, { version, hash, manifestHash, glue }));
  return ok({ module: id, version, hash });
}
