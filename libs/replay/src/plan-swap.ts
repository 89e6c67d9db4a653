import { KernelError, ok, type ModuleManifest, type Result } from '@esta-logic/kernel-boundary';
import { createLoader, type LoaderPowers } from '@esta-logic/loader';
import { capabilityChanges, isEmpty, type CapabilityChanges } from './capability-changes.ts';
import type { JournalReader } from './crank-batch.ts';
import { memoryComponents } from './memory-components.ts';
import { latestCranks, rehearse, type Rehearsal } from './rehearse.ts';

/** How many of the newest cranks a version is tried on when nobody says. */
export const REHEARSED_CRANKS = 100;

/** What would change if a version were installed; nothing is installed by making it. */
export interface SwapPlan {
  readonly module: string;
  readonly version: string;
  readonly hash: string;
  /** The version that is installed; absent when none of that name is. */
  readonly replaces?: { readonly version: string; readonly hash: string };
  readonly capabilities: CapabilityChanges;
  readonly rehearsal: Rehearsal;
}

export interface SwapPowers extends LoaderPowers {
  /** The store with the recorded cranks. */
  readonly records: JournalReader;
  /** Lets others have the host between two cranks. */
  readonly turn?: () => Promise<void>;
}

/**
 * Tries a version on the newest cranks of the one that it would replace, and compares what both may do.
 * Faults: those of installing and loading, invalid-component when it does not start.
 */
export async function planSwap(
  powers: SwapPowers,
  manifest: unknown,
  component: Uint8Array,
  cranks: number = REHEARSED_CRANKS,
): Promise<Result<SwapPlan>> {
  const aside = createLoader({ ...powers, components: memoryComponents(new Map()) });
  const pinned = await aside.install(manifest, component);
  if (!pinned.ok) return pinned;
  const candidate = await aside.load(pinned.value.module);
  if (!candidate.ok) return candidate;
  const { id, version, requiredCapabilities } = candidate.value.decoded.manifest;
  const installed = await createLoader(powers).load(id);
  const recorded = installed.ok
    ? await latestCranks(powers.records, { module: id, component: installed.value.hash }, cranks)
    : [];
  try {
    return ok({
      module: id,
      version,
      hash: candidate.value.hash,
      ...(installed.ok ? { replaces: named(installed.value.decoded.manifest, installed.value.hash) } : {}),
      capabilities: capabilityChanges(
        installed.ok ? installed.value.decoded.manifest.requiredCapabilities : [],
        requiredCapabilities,
      ),
      rehearsal: await rehearse(candidate.value, recorded, powers.turn),
    });
  } catch (problem) {
    if (problem instanceof KernelError) return { ok: false, fault: problem.fault };
    throw problem;
  }
}

/** Whether nobody would notice but by speed: nothing is answered otherwise, and nothing more is asked for. */
export const changesNothing = ({ replaces, capabilities, rehearsal }: SwapPlan): boolean =>
  replaces === undefined || (rehearsal.different.length === 0 && isEmpty(capabilities));

const named = ({ version }: ModuleManifest, hash: string) => ({ version, hash });
