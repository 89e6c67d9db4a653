import { refuse } from './problem.ts';

/** So often a reading that was overtaken begins anew; an import publishes its hours in one crank, so once is nearly always enough. */
const TRIES = 5;

/**
 * Reads all pages of an answer from one state: pages carry a stamp of what they were made from, and a reading whose
 * stamps differ is thrown away. Fault: conflict when the state goes on changing.
 */
export async function consistentPages<After extends string | number, Page extends { readonly next?: After }>(
  read: (after: After | undefined, place: number) => Promise<Page>,
  stampOf: (page: Page) => unknown,
): Promise<readonly Page[]> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const pages = await readAll(read, stampOf);
    if (pages !== undefined) return pages;
  }
  return refuse('conflict', 'What is asked for went on changing while it was read; ask again when the import is done.');
}

async function readAll<After extends string | number, Page extends { readonly next?: After }>(
  read: (after: After | undefined, place: number) => Promise<Page>,
  stampOf: (page: Page) => unknown,
): Promise<readonly Page[] | undefined> {
  const pages: Page[] = [];
  let first: string | undefined;
  for (let after: After | undefined; ;) {
    const page = await read(after, pages.length);
    const stamp = JSON.stringify(stampOf(page));
    first ??= stamp;
    if (stamp !== first) return undefined;
    pages.push(page);
    if (page.next === undefined) return pages;
    if (page.next === after) refuse('internal', 'The compliance engine gave the same page twice.');
    after = page.next;
  }
}
