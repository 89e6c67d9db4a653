import { chmod } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, ListenOptions } from 'node:net';
import { faultOf, KernelError } from '@esta-logic/kernel-boundary';
import type { Handle } from '../api.ts';
import { exchange } from './node-exchange.ts';
import type { Entrance } from './guards.ts';

/** A slow or silent client may hold a connection, but not for ever. */
const HEADERS_TIMEOUT_MS = 15_000;
const REQUEST_TIMEOUT_MS = 300_000;

export interface Listening {
  /** Such as `http://127.0.0.1:4280`; undefined for a socket. */
  readonly url: string | undefined;
  /** Accepts nothing more and resolves when the last request in flight is answered. */
  close(): Promise<void>;
}

/** Serves on 127.0.0.1; port 0 takes any free one. Fault: driver-failed, for example when the port is taken. */
export async function listenOnPort(handle: Handle, port: number): Promise<Listening> {
  const server = await open(handle, 'loopback', { host: '127.0.0.1', port });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => closing(server) };
}

/** Serves on a unix socket that only its owner may open, or on a Windows pipe. Fault: driver-failed. */
export async function listenOnSocket(handle: Handle, path: string): Promise<Listening> {
  const server = await open(handle, 'control', { path });
  if (process.platform !== 'win32') await chmod(path, 0o600);
  return { url: undefined, close: () => closing(server) };
}

async function open(handle: Handle, entrance: Entrance, options: ListenOptions): Promise<Server> {
  const server = createServer(
    { headersTimeout: HEADERS_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS },
    (incoming, outgoing) => {
      void exchange(handle, entrance, incoming, outgoing);
    },
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new KernelError(faultOf('driver-failed', sentenceOf(error, options)))),
    );
    server.listen(options, resolve);
  });
  return server;
}

function sentenceOf(error: NodeJS.ErrnoException, { port, path }: ListenOptions): string {
  if (path !== undefined) return `The control socket ${path} cannot be opened: ${error.message}.`;
  if (error.code === 'EADDRINUSE')
    return `Port ${port} is taken by another program; choose another one with --port, or 0 for any free one.`;
  if (error.code === 'EACCES')
    return `Port ${port} needs rights that this user does not have; choose one above 1023 with --port.`;
  return `Port ${port} cannot be opened: ${error.message}.`;
}

/** A reader that does not read on may not keep the kernel from stopping. */
const DRAIN_MS = 10_000;

const closing = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
