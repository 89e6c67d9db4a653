import { formatTlogProof, proveInclusion, type KeyChain, type ProveOptions } from '@esta-logic/audit-log';
import { committedSections, Journal, SECTIONS, type Section, type StoredCrank } from '@esta-logic/journal';
import { fail, ok, toBase64, type Digest, type Result } from '@esta-logic/kernel-boundary';
import { blobsOfSections } from './blobs-of.ts';
import { encodeReceipt, type Receipt } from './receipt.ts';
import { redacted, type Redaction } from './redaction.ts';

/** What a receipt is made of, and by whom: the one who has the data directory. */
export interface ReceiptSources extends Pick<ProveOptions, 'store' | 'keys'> {
  readonly digest: Digest;
  /** The keys of the log. */
  readonly keyChain: KeyChain;
  /** A signed checkpoint of the log with the records up to this one, and its size. */
  readonly checkpoint: { readonly note: string; readonly size: number };
  /** A file of the component store. */
  readonly readFile: (name: string) => Promise<Uint8Array | undefined>;
  readonly gzip: (bytes: Uint8Array) => Promise<Uint8Array>;
}

export interface ReceiptWishes extends Redaction {
  /** Puts the component into the file, so that it can be recomputed by whoever has none. */
  readonly withComponent?: boolean;
}

/** The receipt of the crank with that number. Faults: not-found, invalid-argument (the checkpoint is older), log-broken. */
export async function makeReceipt(
  sources: ReceiptSources,
  seq: number,
  { withComponent = false, ...redaction }: ReceiptWishes = {},
): Promise<Result<string>> {
  const { store, keys, digest, checkpoint } = sources;
  const record = await store.get(keys.record(seq));
  const crank = await new Journal(store).read(seq);
  if (!crank.ok) return crank;
  const proof = await proveInclusion(sources, seq, checkpoint.size);
  if (!proof.ok) return proof;
  const module = await moduleFiles(sources, crank.value, withComponent);
  if (!module.ok) return module;
  const { text, blobs } = crank.value;
  const committed = committedSections(digest, text, (hash) => blobs.get(hash));
  if (committed === undefined) return fail('log-broken', `The record of crank ${seq} is damaged; verify the log.`);
  const sections = redacted(committed, redaction);
  return ok(
    encodeReceipt(digest, {
      record: record as string,
      proof: formatTlogProof({ seq, path: proof.value.path, checkpoint: checkpoint.note }),
      keys: sources.keyChain,
      sections,
      blobs: blobsOfSections(sections, blobs),
      ...module.value,
    }),
  );
}

async function moduleFiles(
  { readFile, gzip }: ReceiptSources,
  { terms }: StoredCrank,
  withComponent: boolean,
): Promise<Result<Pick<Receipt, 'manifest' | 'component'>>> {
  const manifest = await readFile(`modules/${terms.manifest}.manifest.json`);
  if (manifest === undefined) return missing('manifest', terms.module);
  const pinned = { manifest: new TextDecoder().decode(manifest) };
  if (!withComponent) return ok(pinned);
  const component = await readFile(`modules/${terms.component}.wasm`);
  return component === undefined
    ? missing('component', terms.module)
    : ok({ ...pinned, component: toBase64(await gzip(component)) });
}

const missing = (what: string, module: string): Result<never> =>
  fail('not-found', `The ${what} of ${module}, on which the crank ran, is no longer in the store.`);

/** Reads the names of sections that somebody typed. Fault: invalid-argument. */
export function parseSections(names: readonly string[]): Result<readonly Section[]> {
  const wrong = names.find((name) => !(SECTIONS as readonly string[]).includes(name));
  return wrong === undefined
    ? ok(names as readonly Section[])
    : fail(
        'invalid-argument',
        `A receipt has the sections ${SECTIONS.join(', ')}; there is no ${JSON.stringify(wrong)}.`,
      );
}
