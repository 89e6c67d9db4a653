import { utf8Length, type Eventual, type ScanRange, type StoredEntry } from '@esta-logic/kernel-boundary';
import { parseKey, RANGES, usageKey } from './key-grammar.ts';
import { keyAfter } from './key-order.ts';
import type { StorageUsage } from './quota.ts';

const PAGE = 1000;

/** Adds up from the state itself what every (tenant, service) uses, by usage key: what the kept sums must equal. Reads everything. */
export async function recountUsage(
  scan: (range: ScanRange) => Eventual<readonly StoredEntry[]>,
): Promise<Map<string, StorageUsage>> {
  const usage = new Map<string, StorageUsage>();
  for (let from = RANGES.state.from; ;) {
    const page = await scan({ from, to: RANGES.state.to, limit: PAGE });
    for (const { key, value } of page) addUsage(usage, key, value);
    if (page.length < PAGE) return usage;
    from = keyAfter((page[page.length - 1] as StoredEntry).key);
  }
}

/** Adds an entry of the state to the sum of its (tenant, service). */
export function addUsage(usage: Map<string, StorageUsage>, key: string, value: string): void {
  const parts = parseKey(key);
  if (parts?.kind !== 'state') return;
  const owner = usageKey(parts.tenantId, parts.service);
  const before = usage.get(owner) ?? { bytes: 0, keys: 0 };
  usage.set(owner, { bytes: before.bytes + utf8Length(parts.key) + utf8Length(value), keys: before.keys + 1 });
}
