import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { text } from 'node:stream/consumers';
import { isPlainDate, type PlainDate } from '@esta-logic/shared-types';
import { balanceOf, makePerson, type Person, seriesOf, TODAY } from './fake-company.ts';
import { type Gate, importEvents } from './fake-import.ts';
import { ledgerOf, obligationsIn, packs, usableIn, yearEnd } from './fake-law.ts';

/** What a test may do to the server while it runs. */
export interface FakeApi {
  readonly url: string;
  /** Everybody who works there; an import into an empty company hires three. */
  people: readonly Person[];
  /** The next requests below this path fail with this error until it is cleared. */
  failure:
    | {
        readonly path: string;
        readonly status: number;
        readonly code: number;
        readonly name: string;
        readonly message: string;
      }
    | undefined;
  logIntact: boolean;
  /** The day on which the year was closed. */
  readonly closed: { on: string | null };
  /** Holds every import before this stage is done, until the returned function is called. */
  hold(stage: string): () => void;
  close(): Promise<void>;
}

/** As strict as it gets: what the page needs under this policy is all it may need. */
export const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

/** The page that checks receipts, and its worker, also start a worker and compile WebAssembly. */
const VERIFY_POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

/** A small server with the HTTP API of the backend and the built page, on a free loopback port. */
export async function startFakeApi(dist: string, employees: number): Promise<FakeApi> {
  const gates = new Map<string, Promise<void>>();
  const gate: Gate = { passed: (stage) => gates.get(stage) ?? Promise.resolve() };
  const known = new Set<string>();
  const server = createServer((request, response) => {
    answer(api, dist, gate, known, request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const api: FakeApi = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    people: Array.from({ length: employees }, (_, number) => makePerson(number)),
    failure: undefined,
    logIntact: true,
    closed: { on: null },
    hold(stage) {
      const { promise, resolve } = Promise.withResolvers<void>();
      gates.set(stage, promise);
      return () => {
        gates.delete(stage);
        resolve();
      };
    },
    close: () => new Promise((closed) => (server.closeAllConnections(), server.close(() => closed()))),
  };
  return api;
}

async function answer(
  api: FakeApi,
  dist: string,
  gate: Gate,
  known: Set<string>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', api.url);
  if (!url.pathname.startsWith('/api/')) return page(dist, url.pathname, response);
  const { failure } = api;
  if (failure !== undefined && url.pathname.startsWith(failure.path)) {
    const { code, name, message } = failure;
    return json(response, { error: { code, name, message } }, failure.status);
  }
  if (url.pathname === '/api/year-end') return yearEnd(request, response, api.people, gate, api.closed);
  if (url.pathname === '/api/imports') return imports(api, url, gate, known, request, response);
  const found = read(api, url);
  return found === undefined
    ? json(response, { error: { code: 1013, name: 'not-found', message: 'There is nothing here.' } }, 404)
    : json(response, found);
}

function read(api: FakeApi, url: URL): unknown {
  if (url.pathname === '/api/employer')
    return { employer: { name: 'Huron Valley Bakery', size: 'large' }, policy: {}, configured: true };
  if (url.pathname === '/api/log/verify') return logReport(api);
  const asOf = dateIn(url, 'asOf');
  if (url.pathname === '/api/balances') {
    return {
      asOf,
      employer: { name: 'Huron Valley Bakery', size: 'large', useCapHours: '72' },
      balances: api.people.map((person) => balanceOf(person, asOf)),
      warnings: ['The first day of use is read in two ways.'],
    };
  }
  if (url.pathname === '/api/packs') return packs();
  if (url.pathname === '/api/obligations') return obligationsIn(url.searchParams.get('language'));
  const [, id = '', what] = /^\/api\/employees\/([^/]+)\/(series|ledger|usable)$/.exec(url.pathname) ?? [];
  const person = api.people.find((one) => one.id === decodeURIComponent(id));
  if (person === undefined) return undefined;
  if (what === 'ledger') return ledgerOf(person);
  if (what === 'usable') return usableIn(url);
  const step = url.searchParams.get('step') === 'month' ? 'month' : 'week';
  return { employee: person.id, points: seriesOf(person, dateIn(url, 'from'), dateIn(url, 'to'), step) };
}

function dateIn(url: URL, name: string): PlainDate {
  const given = url.searchParams.get(name);
  return isPlainDate(given) ? given : TODAY;
}

function logReport({ logIntact }: FakeApi): unknown {
  const head = 'b3a1f0c29d5e47708a6c1e2d4f9b8c7a6d5e4f3a2b1c0d9e8f7a6b5c4d3e2f1a';
  return logIntact
    ? { ok: true, entries: 12841, head }
    : {
        ok: false,
        entries: 12841,
        head,
        problem: { seq: 7204, kind: 'chain', what: 'Entry 7,204 does not follow from the one before it.' },
      };
}

async function imports(
  api: FakeApi,
  url: URL,
  gate: Gate,
  known: Set<string>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const flag = (name: string): boolean => url.searchParams.get(name) === '1';
  const body = await text(request);
  response.writeHead(200, { 'content-type': 'application/x-ndjson' });
  for await (const event of importEvents({
    text: body,
    dryRun: flag('dryRun'),
    skipBadRows: flag('skipBadRows'),
    known,
    gate,
  })) {
    if (event.event === 'result' && !flag('dryRun') && event.result.accepted > 0 && api.people.length === 0) {
      api.people = [0, 4, 9].map(makePerson);
    }
    response.write(`${JSON.stringify(event)}\n`);
  }
  response.end();
}

async function page(dist: string, path: string, response: ServerResponse): Promise<void> {
  const file = join(dist, normalize(path === '/' ? '/index.html' : path));
  const bytes = await readFile(file).catch(() => undefined);
  if (bytes === undefined) return void response.writeHead(404).end();
  response.writeHead(200, {
    'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
    'content-security-policy': /\/verify[^/]*$/.test(file) ? VERIFY_POLICY : POLICY,
    'x-content-type-options': 'nosniff',
  });
  response.end(bytes);
}

function json(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}
