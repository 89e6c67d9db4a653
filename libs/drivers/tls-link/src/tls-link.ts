import { connect, createServer, type TLSSocket } from 'node:tls';
import type { AddressInfo } from 'node:net';
import { faultOf, KernelError, type Link, type LinkEvents } from '@esta-logic/kernel-boundary';
import { FrameCutter } from './frames.ts';

/** Gives a new connection to the side that speaks over it. */
export type Accept = (link: Link) => LinkEvents;

export interface LinkAddress {
  readonly host: string;
  /** 0 for any free one, when listening. */
  readonly port: number;
  /** 32 bytes that both ends share. */
  readonly key: Uint8Array;
}

export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

export interface Dialling {
  /** Ends the connection and dials no more. */
  close(): void;
}

/**
 * TLS with a pre-shared key (RFC 4279, RFC 5489): no certificates to renew, and who lacks the key gets no byte further
 * than the handshake. Node offers pre-shared keys up to TLS 1.2; the suite has forward secrecy.
 */
const TLS = { ciphers: 'ECDHE-PSK-CHACHA20-POLY1305', minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2' } as const;
const IDENTITY = 'esta-link';

/** A half-open connection is noticed after about this long, in milliseconds. */
const KEEP_ALIVE = 5_000;
/** Between two attempts to reach the other end, in milliseconds. */
const DIAL_AGAIN = 200;

/** Accepts links. Fault: driver-failed when the address cannot be opened. */
export function listenForLinks({ host, port, key }: LinkAddress, accept: Accept): Promise<Listening> {
  const sockets = new Set<TLSSocket>();
  const server = createServer({ ...TLS, pskCallback: (_socket, identity) => (identity === IDENTITY ? key : null) });
  server.on('secureConnection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    speak(socket, accept);
  });
  // A stranger who fails the handshake is no event of ours.
  server.on('tlsClientError', () => undefined);
  return new Promise((resolve, reject) => {
    server.on('error', (error) =>
      reject(new KernelError(faultOf('driver-failed', `${host}:${port} cannot be opened: ${error.message}.`))),
    );
    server.listen(port, host, () =>
      resolve({
        port: (server.address() as AddressInfo).port,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            for (const socket of sockets) socket.destroy();
          }),
      }),
    );
  });
}

/** Keeps a link to the other end: dials, and dials again whenever the connection is gone. */
export function dialLink({ host, port, key }: LinkAddress, accept: Accept): Dialling {
  let closed = false;
  let socket: TLSSocket | undefined;
  let again: NodeJS.Timeout | undefined;
  const dial = (): void => {
    socket = connect({
      ...TLS,
      host,
      port,
      checkServerIdentity: () => undefined,
      pskCallback: () => ({ psk: key, identity: IDENTITY }),
    });
    socket.once('secureConnect', () => speak(socket!, accept));
    socket.on('error', () => undefined);
    socket.once('close', () => {
      if (!closed) again = setTimeout(dial, DIAL_AGAIN);
    });
  };
  dial();
  return {
    close: () => {
      closed = true;
      clearTimeout(again);
      socket?.destroy();
    },
  };
}

/** Resolves when the socket takes more, or never will. */
const whenDrained = (socket: TLSSocket): Promise<void> =>
  new Promise((resolve) => {
    const go = (): void => {
      socket.off('drain', go);
      socket.off('close', go);
      resolve();
    };
    socket.once('drain', go);
    socket.once('close', go);
  });

function speak(socket: TLSSocket, accept: Accept): void {
  socket.setNoDelay(true);
  socket.setKeepAlive(true, KEEP_ALIVE);
  socket.setEncoding('utf8');
  let drained: Promise<void> | undefined;
  const events = accept({
    send: (frame) => {
      if (socket.destroyed || !socket.writable) return;
      if (socket.write(`${frame}\n`)) return;
      // All who wait for the same socket wait together: it has one pair of listeners, however many frames are queued.
      drained ??= whenDrained(socket).then(() => (drained = undefined));
      return drained;
    },
    close: () => socket.destroySoon(),
  });
  const cutter = new FrameCutter((frame) => events.frame(frame));
  socket.on('data', (text: string) => {
    try {
      cutter.feed(text);
    } catch {
      socket.destroy();
    }
  });
  socket.on('error', () => undefined);
  socket.once('close', () => events.closed());
}
