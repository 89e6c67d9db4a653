import { mkdtemp, mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createMemoryApi } from './memory-api.ts';

const put = (host: string, headers: Record<string, string>): Request =>
  new Request(`http://${host}/api/employer`, { method: 'PUT', headers, body: '{"employer":{}}' });

describe('the loopback entrance', () => {
  it.each([
    ['a name bound to this machine by a stranger', 'evil.example', { 'x-esta-client': '1' }],
    ['a form of another origin', '127.0.0.1:4280', { origin: 'https://evil.example', 'x-esta-client': '1' }],
    ['another port of this machine', '127.0.0.1:4280', { origin: 'http://127.0.0.1:9999' }],
    ['a sandboxed page', '127.0.0.1:4280', { origin: 'null' }],
    ['a request that shows nothing', '127.0.0.1:4280', {}],
  ])('refuses a change from %s', async (_, host, headers) => {
    const { handle, kernel } = createMemoryApi();
    const response = await handle(put(host, headers as Record<string, string>));
    expect(response.status).toBe(403);
    expect(kernel.sent).toEqual([]);
  });

  it.each([
    ['its own page', '127.0.0.1:4280', { origin: 'http://127.0.0.1:4280' }],
    ['the client', 'localhost:4280', { 'x-esta-client': '1' }],
    ['IPv6 loopback', '[::1]:4280', { origin: 'http://[::1]:4280' }],
  ])('lets %s change something', async (_, host, headers) => {
    expect((await createMemoryApi().handle(put(host, headers as Record<string, string>))).status).toBe(200);
  });

  it('refuses reading for another site, and needs no header on the control socket', async () => {
    const { handle } = createMemoryApi();
    const crossSite = new Request('http://127.0.0.1/api/balances', { headers: { 'sec-fetch-site': 'cross-site' } });
    expect((await handle(crossSite)).status).toBe(403);
    expect((await handle(put('anything', {}), 'control')).status).toBe(200);
  });

  it('refuses a body above the limit before it is parsed', async () => {
    const { handle } = createMemoryApi();
    const big = `{"employer":"${'x'.repeat(2 * 1024 * 1024)}"}`;
    const response = await handle(
      new Request('http://localhost/api/employer', { method: 'PUT', headers: { 'x-esta-client': '1' }, body: big }),
    );
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ error: { code: 1009 } });
  });
});

describe('the web page', () => {
  const pageDirectory = async (): Promise<string> => {
    const directory = await mkdtemp(join(tmpdir(), 'page-'));
    await mkdir(join(directory, 'assets'));
    await writeFile(join(directory, 'index.html'), '<!doctype html>page');
    await writeFile(join(directory, 'assets', 'main-1a2b.js'), 'let x;');
    await writeFile(join(directory, '.secret'), 'no');
    await writeFile(join(directory, '..', 'outside.txt'), 'no');
    return directory;
  };
  const get = (path: string): Request => new Request(`http://127.0.0.1${path}`);

  it('is served with its types, a strict policy, and caching by name', async () => {
    const { handle } = createMemoryApi({ pageDirectory: await pageDirectory() });
    const page = await handle(get('/'));
    expect(await page.text()).toContain('page');
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'");
    expect(page.headers.get('cache-control')).toBe('no-cache');
    const script = await handle(get('/assets/main-1a2b.js'));
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(script.headers.get('cache-control')).toContain('immutable');
    expect(await (await handle(get('/employees/E1'))).text()).toContain('page');
  });

  it.each([
    '/.secret',
    '/..%2foutside.txt',
    '/%2e%2e/outside.txt',
    '/assets/../../outside.txt',
    '/assets%5C..%5Coutside.txt',
    '/missing.js',
    '/page.exe',
  ])('has nothing at %s', async (path) => {
    const { handle } = createMemoryApi({ pageDirectory: await pageDirectory() });
    expect((await handle(get(path))).status).toBe(404);
  });

  it('says how to build it where it is missing', async () => {
    expect(await (await createMemoryApi().handle(get('/'))).text()).toContain('npm run build');
  });
});
