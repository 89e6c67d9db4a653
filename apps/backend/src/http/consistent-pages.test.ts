import fc from 'fast-check';
import { expect, it } from 'vitest';
import { consistentPages } from './consistent-pages.ts';

interface Page {
  readonly at: number;
  readonly revision: number;
  readonly next?: string;
}

/** Pages `0…last` of a state whose revision rises after the given numbers of reads. */
function source(last: number, changes: readonly number[]) {
  let reads = 0;
  const read = async (after: string | undefined): Promise<Page> => {
    const at = after === undefined ? 0 : Number(after);
    const revision = changes.filter((change) => change <= reads).length;
    reads++;
    return { at, revision, ...(at < last ? { next: String(at + 1) } : {}) };
  };
  return { read, reads: () => reads };
}

it('W8: gives every page once, in order, and all of one revision, however the state changes meanwhile', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(8), fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 8 }), async (last, changes) => {
      const { read } = source(last, changes);
      const pages = await consistentPages(read, ({ revision }) => revision).catch((error: Error) => error);
      if (pages instanceof Error) {
        expect(pages.message).toMatch(/went on changing/);
        return;
      }
      expect(pages.map(({ at }) => at)).toEqual(Array.from({ length: last + 1 }, (_, i) => i));
      expect(new Set(pages.map(({ revision }) => revision)).size).toBe(1);
    }),
  );
});

it('W8: begins anew when hours come in between two pages, and gives up when they never stop', async () => {
  const once = source(2, [2]);
  expect(await consistentPages(once.read, ({ revision }) => revision)).toHaveLength(3);
  expect(once.reads()).toBe(6);
  const always = source(
    1,
    Array.from({ length: 50 }, (_, i) => i),
  );
  await expect(consistentPages(always.read, ({ revision }) => revision)).rejects.toThrow(
    expect.objectContaining({ fault: expect.objectContaining({ name: 'conflict' }) }),
  );
});
