import { parseVerifierKey, type VerifierKey } from '@esta-logic/audit-log';
import { browserDigest, browserSignatureVerifier } from '@esta-logic/driver-browser-host';
import { verifyReceipt } from '@esta-logic/receipt';
import type { VerificationNews, VerificationOrder } from './verification.ts';

/** Checks receipts away from the page, which stays usable while a decision is computed again. */
const tell = (news: VerificationNews): void => postMessage(news);

addEventListener('message', ({ data }: MessageEvent<VerificationOrder>) => {
  verify(data).catch((error: unknown) =>
    tell({
      problem: {
        title: 'This browser could not run the check; a newer one may.',
        detail: error instanceof Error ? error.message : String(error),
      },
    }),
  );
});

async function verify({ receipt, key, witnesses, components }: VerificationOrder): Promise<void> {
  const digest = await browserDigest();
  const trusted = key === '' ? undefined : parseVerifierKey(digest, key);
  if (trusted?.ok === false)
    return tell({ problem: { title: 'The key is no verifier key of a log.', detail: trusted.fault.message } });
  const keys: VerifierKey[] = [];
  for (const each of witnesses) {
    const witness = parseVerifierKey(digest, each);
    if (!witness.ok || witness.value.use !== 'witness')
      return tell({ problem: { title: 'A key of the witnesses is none.', detail: each } });
    keys.push(witness.value);
  }
  const report = await verifyReceipt(receipt, {
    digest,
    gunzip,
    verifier: browserSignatureVerifier(),
    findComponent: async (hash) =>
      components.find((bytes) => `blake3-${digest.blake3(bytes)}` === hash) ?? (await offered(hash)),
    onClaim: (claim) => tell({ claim }),
    ...(trusted === undefined ? {} : { trusted: trusted.value }),
    ...(keys.length === 0 ? {} : { witnesses: { keys, quorum: keys.length } }),
  });
  if (report.ok) tell({ report: report.value });
  else tell({ problem: { title: 'This file is no receipt, or it is damaged.', detail: report.fault.message } });
}

/** The largest that a packed component may come to: what a stranger packed is not unpacked without end. */
const LARGEST_COMPONENT = 256 * 1024 * 1024;

async function gunzip(bytes: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([bytes.slice()]).stream().pipeThrough(new DecompressionStream('gzip'));
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for (const reader = stream.getReader(); ;) {
    const { done, value } = await reader.read();
    if (done) return new Uint8Array(await new Blob(chunks).arrayBuffer());
    size += value.length;
    if (size > LARGEST_COMPONENT) throw new Error('The component is too large.');
    chunks.push(value);
  }
}

/** The server of this page may have the component; its hash decides, not where it came from. */
async function offered(hash: string): Promise<Uint8Array | undefined> {
  try {
    const response = await fetch(`/api/components/${hash}`, { headers: { 'x-esta-client': '1' } });
    return response.ok ? new Uint8Array(await response.arrayBuffer()) : undefined;
  } catch {
    return undefined;
  }
}
