import { type DecodedManifest, decodeManifest, ok, type Result } from '@esta-logic/kernel-boundary';
import { OUTPUT_VERSION, shimBytes } from '@esta-logic/meter';
import { cacheKey } from './code-cache.ts';
import { checkComponent, type KernelImport } from './component-imports.ts';
import { GLUE_PATCHES_VERSION } from './glue-patches.ts';
import { GUEST_CODE_VERSION, type GuestCode, limitsOf, makeGuestCode } from './guest-code.ts';
import type { LoaderPowers } from './loader-powers.ts';
import { rulesOf } from './meter-terms.ts';
import { hashOf } from './module-files.ts';

/** A component and a manifest that fit each other; nothing of the component has run. */
export interface CheckedModule {
  readonly decoded: DecodedManifest;
  readonly component: Uint8Array;
  readonly hash: string;
  readonly imports: readonly KernelImport[];
}

/** `hash`: the component's, when it was compared already. Faults: invalid-manifest, invalid-component, forbidden-import. */
export function checkModule(
  { digest }: LoaderPowers,
  manifest: unknown,
  component: Uint8Array,
  hash?: string,
): Result<CheckedModule> {
  const decoded = decodeManifest(manifest);
  if (!decoded.ok) return decoded;
  const imports = checkComponent(component, decoded.value.manifest);
  if (!imports.ok) return imports;
  return ok({ decoded: decoded.value, component, hash: hash ?? hashOf(digest, component), imports: imports.value });
}

/** Names everything that the code made of a component depends on; the shim's bytes stand for the state that metered modules import. */
export function codeKey(powers: LoaderPowers, checked: CheckedModule): string {
  const { digest, transpiler } = powers;
  return cacheKey(digest, [
    checked.hash,
    transpiler.version,
    GUEST_CODE_VERSION,
    GLUE_PATCHES_VERSION,
    rulesOf(powers).version,
    OUTPUT_VERSION,
    digest.blake3(shimBytes()),
    limitsOf(checked.decoded.manifest),
  ]);
}

/** Makes the code anew. Faults: invalid-component, those of the meter, driver-failed. */
export function makeCode(
  powers: LoaderPowers,
  { component, decoded, imports }: CheckedModule,
): Promise<Result<GuestCode>> {
  const request = { component, imports, limits: limitsOf(decoded.manifest), rules: rulesOf(powers) };
  return powers.codeElsewhere ? powers.codeElsewhere(request) : makeGuestCode(request, powers);
}
