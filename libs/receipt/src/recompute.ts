import type { CrankLogRecord } from '@esta-logic/audit-log';
import type { CrankTerms } from '@esta-logic/journal';
import { fromBase64, type Digest, type Eventual } from '@esta-logic/kernel-boundary';
import { divergenceSentence, memoryComponents, RecordedModules, Replayer, NO_TOOLCHAIN } from '@esta-logic/replay';
import type { Toolchain } from '@esta-logic/replay';
import { found, type Finding } from './claims.ts';
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

export interface CheckedModule extends Finding {
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
  const { module } = record;
  const without = (finding: Finding): CheckedModule => ({ ...finding, files: NO_FILES });
  const hash = `blake3-${record.hash}`;
  const manifest: Uint8Array = encoder.encode(receipt.manifest);
  if (terms !== undefined && hashOf(powers.digest, manifest) !== terms.manifest)
    return without(found('refuted', 'manifest-other', { module }));
  const component = await componentOf(receipt, hash, powers);
  if (component === 'damaged') return without(found('refuted', 'component-other'));
  if (terms === undefined) return without(found('withheld', 'module-withheld'));
  const files = new Map<string, Uint8Array>([[`modules/${terms.manifest}.manifest.json`, manifest]]);
  if (component === undefined) return { ...found('open', 'module-missing', { module, hash }), files };
  files.set(`modules/${terms.component}.wasm`, component);
  return { ...found('proved', 'module-same', { module }), files };
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
    const packed = fromBase64(base64);
    return packed && (await gunzip(packed));
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
): Promise<Finding> {
  const open = (why: string): Finding => found('open', 'not-computed', { why });
  if (!files.has(`modules/${terms.component}.wasm`)) return found('open', 'not-computed-component');
  const { cranks } = record.instance;
  if (cranks > 0) return found('open', 'not-computed-memory', { cranks });
  const components = memoryComponents(files);
  const replayer = new Replayer(new RecordedModules({ components, digest, ...toolchain }).load);
  const replayed = await replayer.replay({ record, terms });
  if (!replayed.ok) return open(replayed.fault.message);
  const outcome = replayed.value;
  if (outcome.verdict === 'not-run') return open(outcome.why);
  if (outcome.verdict === 'diverged' && outcome.divergence.kind === 'environment')
    return open(divergenceSentence('the decision', outcome.divergence));
  if (outcome.verdict === 'diverged')
    return found('refuted', 'computed-otherwise', { what: divergenceSentence('it', outcome.divergence) });
  return found('proved', 'computed-same', { calls: record.calls.length, fuel: outcome.fuel });
}
