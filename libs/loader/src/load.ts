import { fail, type LoadedModule, ok, type Result } from '@esta-logic/kernel-boundary';
import { type CheckedModule, checkModule, codeKey, makeCode } from './checked-module.ts';
import { ownBinding } from './binding/own-binding.ts';
import type { Binding } from './bound-guest.ts';
import { isGlue } from './glue-binding.ts';
import { glueBinding } from './glue-guest.ts';
import { type GuestCode, limitsOf } from './guest-code.ts';
import { startInstance } from './guest-instance.ts';
import { requireJspi } from './jspi.ts';
import type { LoaderPowers, Turns } from './loader-powers.ts';
import { type GluePin, type ModulePin, readLock, verifyPinned, withPin, writeLock } from './lock.ts';
import { meterTerms, rulesOf } from './meter-terms.ts';
import { componentFile, manifestFile } from './module-files.ts';
import { ImagePool } from './post-start-image.ts';
import { readCache, writeCache } from './code-cache.ts';

/**
 * Reads an installed module, verifies component and manifest against their pins, checks them against each other again
 * and compiles. Faults: jspi-missing, not-found, hash-mismatch, and those of installing.
 */
export async function load(powers: LoaderPowers, id: string, inTurn: Turns): Promise<Result<LoadedModule>> {
  const able = requireJspi();
  if (!able.ok) return able;
  const lock = await readLock(powers.components);
  if (!lock.ok) return lock;
  const pin = Object.hasOwn(lock.value.modules, id) ? lock.value.modules[id] : undefined;
  if (!pin) return fail('not-found', `No module "${id}" is installed; list them with \`esta modules\`.`);
  const checked = await verify(powers, id, pin);
  if (!checked.ok) return checked;
  const code = (await cached(powers, checked.value, pin)) ?? (await remade(powers, checked.value, id, pin, inTurn));
  return code.ok ? compile(powers, checked.value, pin, code.value) : code;
}

async function verify(powers: LoaderPowers, id: string, pin: ModulePin): Promise<Result<CheckedModule>> {
  const { components, digest } = powers;
  const component = verifyPinned(
    digest,
    await components.read(componentFile(pin.hash)),
    pin.hash,
    `component of "${id}"`,
  );
  if (!component.ok) return component;
  const manifest = verifyPinned(
    digest,
    await components.read(manifestFile(pin.manifestHash)),
    pin.manifestHash,
    `manifest of "${id}"`,
  );
  if (!manifest.ok) return manifest;
  const checked = checkModule(powers, JSON.parse(new TextDecoder().decode(manifest.value)), component.value, pin.hash);
  if (!checked.ok) return checked;
  const { manifest: found } = checked.value.decoded;
  if (found.id === id && found.version === pin.version) return checked;
  return fail(
    'hash-mismatch',
    `modules.lock pins "${id}" ${pin.version}, but the pinned manifest is of "${found.id}" ${found.version}; install the module again.`,
  );
}

async function cached(
  powers: LoaderPowers,
  checked: CheckedModule,
  { glue }: ModulePin,
): Promise<Result<GuestCode> | undefined> {
  if (glue?.key !== codeKey(powers, checked)) return undefined;
  const code = await readCache(powers.components, powers.digest, glue);
  return code && ok(code);
}

/** Another transpiler or meter than at install, or a cache that is gone or was changed: made anew from the verified bytes. */
async function remade(
  powers: LoaderPowers,
  checked: CheckedModule,
  id: string,
  pin: ModulePin,
  inTurn: Turns,
): Promise<Result<GuestCode>> {
  const code = await makeCode(powers, checked);
  if (!code.ok) return code;
  const glue = await writeCache(powers.components, powers.digest, codeKey(powers, checked), code.value);
  await inTurn(() => repin(powers, id, pin, glue));
  return code;
}

async function repin({ components }: LoaderPowers, id: string, pin: ModulePin, glue: GluePin): Promise<void> {
  const lock = await readLock(components);
  if (!lock.ok) return;
  const now = lock.value.modules[id];
  if (now?.hash === pin.hash && now.manifestHash === pin.manifestHash)
    await writeLock(components, withPin(lock.value, id, { ...now, glue }));
}

async function compile(
  powers: LoaderPowers,
  checked: CheckedModule,
  { manifestHash }: ModulePin,
  code: GuestCode,
): Promise<Result<LoadedModule>> {
  const { decoded, hash } = checked;
  const module = decoded.manifest.id;
  try {
    const binding = await bind(powers, checked, code);
    if (!binding) return fail('internal', `The glue of "${module}" exports no "instantiate".`);
    const { resettable, tracked } = code;
    const { memoryBytes } = limitsOf(decoded.manifest);
    const template = { module, binding, memoryBytes, resettable, images: new ImagePool(tracked) };
    return ok({
      hash,
      manifestHash,
      meter: meterTerms(powers.digest, rulesOf(powers)),
      decoded,
      instantiate: (host, governor) => startInstance(template, host, governor),
    });
  } catch (problem) {
    const reason = problem instanceof Error ? problem.message : String(problem);
    return fail('invalid-component', `The component of "${module}" cannot be compiled: ${reason.slice(0, 200)}.`);
  }
}

/** Compiles the core modules, and evaluates the glue where there is some; undefined when it is none. */
async function bind(
  { evaluator }: LoaderPowers,
  { decoded, hash, imports }: CheckedModule,
  { link, cores }: GuestCode,
): Promise<Binding | undefined> {
  const compiling = cores.map(({ bytes }) => WebAssembly.compile(bytes as Uint8Array<ArrayBuffer>));
  if (!('glue' in link)) return ownBinding(link, await Promise.all(compiling));
  const [glue, compiled] = await Promise.all([
    evaluator.evaluate(link.glue, `${decoded.manifest.id}.${hash.slice(7, 15)}`),
    Promise.all(compiling),
  ]);
  if (!isGlue(glue)) return undefined;
  const byName = new Map(cores.map(({ name }, i) => [name, compiled[i]!]));
  return glueBinding(
    glue,
    byName,
    imports.map((item) => item.interface),
  );
}
