import { faultOf, KernelError, toBase64, unwrap, type ComponentStore } from '@esta-logic/kernel-boundary';
import { decodeTerms, type CrankRange } from '@esta-logic/journal';
import { crankBatches, type JournalReader } from './crank-batch.ts';
import { termsOf } from './record-text.ts';
import { JOURNAL_HEADER, type CrankLine, type JournalLine } from './journal-file.ts';
import type { ModuleVersion } from './pinned-store.ts';

/**
 * The lines of a journal file, each without its line end. The records are read twice: files come before the cranks, so
 * that who replays needs to read the file only once.
 * @throws KernelError log-broken, not-found when a component is no longer in the store.
 */
export async function* journalFile(
  reader: JournalReader,
  components: ComponentStore,
  range: CrankRange = {},
  onProgress: (cranks: number) => void = () => undefined,
): AsyncGenerator<string> {
  yield JSON.stringify(JOURNAL_HEADER);
  for (const name of filesOf(await versionsIn(reader, range)))
    yield line({ file: name, base64: toBase64(await mustRead(components, name)) });
  const told = new Set<string>();
  let cranks = 0;
  for await (const batch of crankBatches(reader, range)) {
    for (const [blob, text] of batch.blobs) {
      if (told.has(blob)) continue;
      told.add(blob);
      yield line({ blob, text });
    }
    for (const { seq, text, recalls } of batch.cranks) {
      const crank: CrankLine = { crank: seq, record: text };
      yield line(recalls === undefined ? crank : { ...crank, recalls });
      cranks++;
    }
    onProgress(cranks);
  }
  yield line({ end: cranks });
}

const line = (content: JournalLine): string => JSON.stringify(content);

async function versionsIn(reader: JournalReader, range: CrankRange): Promise<readonly ModuleVersion[]> {
  const versions = new Map<string, ModuleVersion>();
  const seen = new Set<string>();
  for await (const { cranks, blobs } of crankBatches(reader, range)) {
    for (const { text } of cranks) {
      const hash = termsOf(text);
      if (hash === undefined || seen.has(hash)) continue;
      seen.add(hash);
      const { module, component, manifest } = unwrap(decodeTerms(blobs.get(hash) ?? ''));
      versions.set(`${component} ${manifest}`, { module, component, manifest });
    }
  }
  return [...versions.values()];
}

const filesOf = (versions: readonly ModuleVersion[]): readonly string[] => [
  ...new Set(
    versions.flatMap(({ component, manifest }) => [`modules/${component}.wasm`, `modules/${manifest}.manifest.json`]),
  ),
];

async function mustRead(components: ComponentStore, name: string): Promise<Uint8Array> {
  const bytes = await components.read(name);
  if (bytes) return bytes;
  throw new KernelError(faultOf('not-found', `The file ${name}, which the records name, is not in the store.`));
}
