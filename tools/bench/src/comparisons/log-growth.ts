import type { StorageProvider } from '@esta-logic/kernel-boundary';
import type { Comparison, Contestant } from '../harness/contestant.ts';
import { guest, KIBIBYTE } from '../guests/manifests.ts';
import { KERNEL, onKernel } from '../kernel/kernel-contestant.ts';

const MESSAGES = 500;
const PAGE = 5000;
/** Behind every key: keys are ordered by their bytes, and this is the last character that there is. */
const LAST = '\u{10ffff}';

/** Characters of all keys and values; nearly all of them are ASCII, so they are as many bytes. */
async function stored(provider: StorageProvider): Promise<number> {
  let characters = 0;
  for (let from = ''; ;) {
    const page = await provider.scan({ from, to: LAST, limit: PAGE });
    for (const { key, value } of page) characters += key.length + value.length;
    if (page.length < PAGE) return characters;
    from = `${page[page.length - 1]!.key}\u0000`;
  }
}

/** Each message has a text of its own: equal ones would be kept once. */
const leftBy = (length: number): Contestant['open'] =>
  onKernel(
    () => [guest('native')],
    async (bench, effort) => {
      const count = Math.min(MESSAGES, effort.messages);
      const before = await stored(bench.provider);
      for (let i = 0; i < count; i++)
        await bench.ask('bench', 'bench.echo', { text: `${bench.tally.sent}`.padEnd(length, 'x') });
      await bench.kernel.drained();
      return { value: ((await stored(bench.provider)) - before) / count };
    },
  );

/** What a message leaves behind for good: its record, the index to it, its audit record, and its share of the tree. */
export const LOG_GROWTH: Comparison = {
  unit: 'bytes',
  better: 'lower',
  rounds: 3,
  subjects: [
    {
      key: 'log.growth',
      what: 'what an echo of 1 KiB leaves in the store: crank record with message and reply, audit record, tree',
      name: '1 KiB',
      ...KERNEL,
      open: leftBy(KIBIBYTE.text.length),
    },
    {
      key: 'log.growth.small',
      what: 'what an echo of 20 bytes leaves in the store',
      name: '20 bytes',
      ...KERNEL,
      open: leftBy(20),
    },
  ],
  peers: [],
};
