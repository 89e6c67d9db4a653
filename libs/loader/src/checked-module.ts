import { type DecodedManifest, decodeManifest, ok, type Result } from '@esta-logic/kernel-boundary';
import { METER_VERSION, shimBytes } from '@esta-logic/meter';
import { checkComponent, type KernelImport } from './component-imports.ts';
import { GLUE_PATCHES_VERSION } from './glue-patches.ts';
import type { LoaderPowers } from './loader-powers.ts';
import { hashOf } from './module-files.ts';
import type { Transpiled } from './toolchain-ports.ts';
import { cacheKey } from './transpile-cache.ts';
import { limitsOf, TRANSPILE_VERSION, transpileComponent } from './transpile.ts';

/** A component and a manifest that fit each other; nothing of the component has run. */
export interface CheckedModule {
  readonly decoded: DecodedManifest;
  readonly component: Uint8Array;
  readonly hash: string;
  readonly imports: readonly KernelImport[];
}

/** Faults: invalid-manifest, invalid-component, forbidden-import. */
export function checkModule({ digest }: LoaderPowers, manifest: unknown, component: Uint8Array): Result<CheckedModule> {
  const decoded = decodeManifest(manifest);
  if (!decoded.ok) return decoded;
  const imports = checkComponent(component, decoded.value.manifest);
  if (!imports.ok) return imports;
  return ok({ decoded: decoded.value, component, hash: hashOf(digest, component), imports: imports.value });
}

/** Names everything that the transpiled output depends on; the shim's bytes stand for the state that metered modules import. */
export function outputKey({ digest, transpiler }: LoaderPowers, checked: CheckedModule): string {
  return cacheKey(digest, [
    checked.hash,
    transpiler.version,
    TRANSPILE_VERSION,
    GLUE_PATCHES_VERSION,
    METER_VERSION,
    digest.blake3(shimBytes()),
    limitsOf(checked.decoded.manifest),
  ]);
}

/** Transpiles anew. Faults: invalid-component, those of the meter. */
export function makeOutput({ transpiler }: LoaderPowers, checked: CheckedModule): Promise<Result<Transpiled>> {
  return transpileComponent(checked.component, checked.imports, limitsOf(checked.decoded.manifest), transpiler);
}
