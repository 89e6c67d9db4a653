import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build } from 'esbuild';
import { onTestFinished } from 'vitest';

/** No script but the page's own: what is replayed must not need another. */
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

/** Serves a page that can replay the journal file, until the test ends; gives its address. */
export async function serveReplay(journal: string): Promise<string> {
  const script = await bundle();
  const server = createServer(({ url }, response) => {
    if (url === '/journal') createReadStream(journal).pipe(response);
    else if (url === '/page.js') response.setHeader('content-type', 'text/javascript').end(script);
    else
      response
        .setHeader('content-security-policy', POLICY)
        .setHeader('content-type', 'text/html')
        .end('<!doctype html><title>Replay</title><script type="module" src="/page.js"></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'page.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2024',
    conditions: ['@esta-logic/source'],
    logLevel: 'error',
  });
  return outputFiles[0]!.text;
}
