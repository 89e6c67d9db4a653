import { faultOf, KernelError, type ScanRange, type StoredEntry } from '@esta-logic/kernel-boundary';
import type { JournalReader } from '@esta-logic/replay';
import { controlFetch } from './control-fetch.ts';
import { readControlFile, socketPathOf } from './control-file.ts';

const HEALTH_TIMEOUT_MS = 3_000;

/** The records of a directory whose kernel runs, read through its control socket; undefined when nobody answers there. */
export async function servedRecords(directory: string): Promise<JournalReader | undefined> {
  const fetchLike = controlFetch((await readControlFile(directory))?.socket ?? socketPathOf(directory));
  try {
    await fetchLike('/api/health', { method: 'GET', headers: {}, signal: AbortSignal.timeout(HEALTH_TIMEOUT_MS) });
  } catch {
    return undefined;
  }
  const ask = async <T>(path: string, question: object): Promise<T> => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetchLike(path, { method: 'POST', headers, body: JSON.stringify(question) });
    const answer = await response.text();
    if (response.ok) return JSON.parse(answer) as T;
    throw new KernelError(faultOf('driver-failed', `The running kernel does not give its records: ${answer}`));
  };
  return {
    get: async (key) => (await ask<{ value?: string }>('/api/records/get', { key })).value,
    scan: async (range: ScanRange) =>
      (await ask<{ entries: readonly StoredEntry[] }>('/api/records/scan', range)).entries,
  };
}
