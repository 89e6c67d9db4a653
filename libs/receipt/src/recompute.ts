import type { CrankLogRecord } from '@esta-logic/audit-log';
import type { CrankTerms } from '@esta-logic/journal';
import type { Digest, Eventual } from '@esta-logic/kernel-boundary';
import { divergenceSentence, memoryComponents, RecordedModules, Replayer, NO_TOOLCHAIN } from '@esta-logic/replay';
import type { Toolchain } from '@esta-logic/replay';
import type { Claim } from './claims.ts';
import type { Receipt } from './receipt.ts';
import type { WholeCrank } from './shown-crank.ts';

export interface ComputingPowers {
  readonly digest: Digest;
  readonly gunzip: (bytes: Uint8Array) => Promise<Uint8Array>;
  /** A component from elsewhere, by its hash (`blake3-` and 64 hexadecimal digits), for receipts that have none inside. */
  readonly findComponent?: (hash: string) => Eventual<Uint8Array | undefined>;
  /** For components that the loader cannot link by itself. */
  readonly toolchain?: Toolchain;
}

type Judged = Pick<Claim, 'state' | 'sentence'>;

export interface CheckedModule extends Judged {
  /** Manifest and component as a component store has them; empty when they do not hold or are not at hand. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

const NO_FILES: ReadonlyMap<string, Uint8Array> = new Map();
const encoder = new TextEncoder();

/** Whether manifest and component are those that the crank ran on. */
export async function checkModule(
  receipt: Receipt,
  record: CrankLogRecord,
  terms: CrankTerms | undefined,
  powers: ComputingPowers,
): Promise<CheckedModule> {
  const refuted = (sentence: string): CheckedModule => ({ state: 'refuted', sentence, files: NO_FILES });
  const hash = `blake3-${record.hash}`;
  const manifest: Uint8Array = encoder.encode(receipt.manifest);
  if (terms !== undefined && hashOf(powers.digest, manifest) !== terms.manifest)
    return refuted(`The manifest in this file is not the one that ${record.module} ran under.`);
  const component = await componentOf(receipt, hash, powers);
  if (component === 'damaged') return refuted('The component in this file is not the one that ran.');
  if (terms === undefined)
    return { state: 'withheld', sentence: 'Which manifest applied is withheld with the setting.', files: NO_FILES };
  const files = new Map<string, Uint8Array>([[`modules/${terms.manifest}.manifest.json`, manifest]]);
  if (component === undefined)
    return { state: 'open', sentence: `The component of ${record.module} (${hash}) is not at hand.`, files };
  files.set(`modules/${terms.component}.wasm`, component);
  return { state: 'proved', sentence: `Component and manifest of ${record.module} are the ones that ran.`, files };
}

async function componentOf(
  { component }: Receipt,
  hash: string,
  { digest, gunzip, findComponent }: ComputingPowers,
): Promise<Uint8Array | undefined | 'damaged'> {
  const found = component === undefined ? await findComponent?.(hash) : await unpacked(component, gunzip);
  if (found === undefined) return component === undefined ? undefined : 'damaged';
  return hashOf(digest, found) === hash ? found : 'damaged';
}

async function unpacked(base64: string, gunzip: ComputingPowers['gunzip']): Promise<Uint8Array | undefined> {
  try {
    return await gunzip(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)));
  } catch {
    return undefined;
  }
}

const hashOf = (digest: Digest, bytes: Uint8Array): string => `blake3-${digest.blake3(bytes)}`;

/** Runs the crank again on the recorded message and results. */
export async function recompute(
  { record, terms }: WholeCrank,
  files: ReadonlyMap<string, Uint8Array>,
  { digest, toolchain = NO_TOOLCHAIN }: ComputingPowers,
): Promise<Judged> {
  const open = (sentence: string): Judged => ({ state: 'open', sentence });
  if (!files.has(`modules/${terms.component}.wasm`)) return open('Not computed again: the component is not at hand.');
  if (record.instance.cranks > 0)
    return open(
      `Not computed again: ${record.instance.cranks} messages before this one had shaped the memory that it ran on; esta replay has them all.`,
    );
  const components = memoryComponents(files);
  const replayer = new Replayer(new RecordedModules({ components, digest, ...toolchain }).load);
  const replayed = await replayer.replay({ record, terms });
  if (!replayed.ok) return open(`Not computed again: ${replayed.fault.message}`);
  const outcome = replayed.value;
  if (outcome.verdict === 'not-run') return open(`Not computed again: ${outcome.why}`);
  if (outcome.verdict === 'diverged' && outcome.divergence.kind === 'environment')
    return open(divergenceSentence('Not computed again: the decision', outcome.divergence));
  if (outcome.verdict === 'diverged')
    return {
      state: 'refuted',
      sentence: divergenceSentence('Computed again, it comes out otherwise: it', outcome.divergence),
    };
  return {
    state: 'proved',
    sentence: `Computed again, it comes out the same: every one of ${record.calls.length} system calls, ${outcome.fuel} units of fuel, and the answer.`,
  };
}
