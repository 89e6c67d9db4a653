import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The built web page: of the workspace where this runs in one, else the copy in this package. */
export function findPage(): string | undefined {
  const candidates = ['../../../frontend/dist', '../../dist/page'].map((path) =>
    fileURLToPath(new URL(path, import.meta.url)),
  );
  return candidates.find((directory) => existsSync(`${directory}/index.html`));
}
