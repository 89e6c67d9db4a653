import { ABI_VERSION, LIMITS, type LimitName, type LoadedModule } from '@esta-logic/kernel-boundary';
import type { CrankTerms } from '@esta-logic/journal';
import type { Divergence } from './divergence.ts';

/** The first term under which this kernel would not run the module as it was run: with it, nothing can be compared. */
export function differentTerms(terms: CrankTerms, module: LoadedModule): Divergence | undefined {
  const pairs: readonly (readonly [what: string, recorded: unknown, replayed: unknown])[] = [
    ['component', terms.component, module.hash],
    ['manifest', terms.manifest, module.manifestHash],
    ['ABI version', terms.abi, ABI_VERSION],
    ['version of the fuel rules', terms.meter.version, module.meter.version],
    ['cost table of the meter', terms.meter.costs, module.meter.costs],
    ...Object.entries(terms.limits).map(
      ([name, recorded]) => [`limit ${name}`, recorded, LIMITS[name as LimitName]?.value] as const,
    ),
  ];
  const different = pairs.find(([, recorded, replayed]) => recorded !== replayed);
  if (!different) return undefined;
  const [what, recorded, replayed] = different;
  return { kind: 'environment', what, recorded, replayed };
}
