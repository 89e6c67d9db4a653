import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
};

/** Names that a build makes; anything with `..`, a dot file, a backslash or a NUL is none. */
const SAFE_PATH = /^(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)+$/;

/** Pages beside the main one: they are programs of their own. */
const PAGES: Readonly<Record<string, string>> = { '/verify': '/verify.html' };

const PAGE_MISSING = `<!doctype html><html lang="en"><meta charset="utf-8"><title>ESTA-Logic</title>
<h1>ESTA-Logic is running</h1><p>The web page is not built. Run <code>npm run build</code>, or use the command line: <code>npx esta balances</code>.</p></html>`;

/**
 * The built web page under `directory`. Names with a content hash (`/assets/…`) are cached for ever, the rest is asked
 * for again. A path without an extension is the page itself, so that its own addresses can be reloaded.
 */
export async function staticFile(directory: string | undefined, path: string): Promise<Response | undefined> {
  if (path !== '/' && !SAFE_PATH.test(path)) return undefined;
  const name = extname(path) === '' ? (PAGES[path] ?? '/index.html') : path;
  const type = TYPES[extname(name)];
  if (type === undefined) return undefined;
  const bytes = directory === undefined ? undefined : await readFile(join(directory, name)).catch(() => undefined);
  if (bytes) {
    const cache = name.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
    return new Response(bytes, { headers: { 'content-type': type, 'cache-control': cache } });
  }
  return name === '/index.html'
    ? new Response(PAGE_MISSING, { headers: { 'content-type': TYPES['.html']! } })
    : undefined;
}
