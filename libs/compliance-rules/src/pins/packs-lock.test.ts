import { expect, test } from 'vitest';
import { pinFor } from './pinned-pack.ts';

interface Files {
  readonly readdirSync: (path: string) => readonly string[];
  readonly readFileSync: (path: string, encoding: 'utf8') => string;
}

test('packs.lock.json pins what the files hold; `npm test -- -u packs-lock` pins them anew, under a new version once one is released', async () => {
  const fs = (await import('node:fs' as string)) as Files;
  const here = (import.meta as unknown as { readonly url: string }).url;
  const folder = here.replace(/^file:\/\//, '').replace(/\/pins\/[^/]*$/, '/packs/');
  const pins = fs
    .readdirSync(folder)
    .filter((file) => /^us-.*\.json$/.test(file))
    .sort()
    .map((file) => JSON.parse(fs.readFileSync(folder + file, 'utf8')) as { id: string; version: string })
    .map((data) => [`${data.id}@${data.version}`, pinFor(data)]);
  const text = `${JSON.stringify(Object.fromEntries(pins), null, 2)}\n`;
  await expect(text).toMatchFileSnapshot('../packs/packs.lock.json');
});
