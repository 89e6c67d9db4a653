import type { Honesty } from '../harness/contestant.ts';
import { loadPeer } from './load-peer.ts';

interface CapnWeb {
  readonly RpcTarget: new () => object;
  newMessagePortRpcSession(port: MessagePort, main?: object): unknown;
}

export const CAPNWEB: Honesty = { isolation: 'none: object capabilities between trusted parties', durability: 'none' };

export interface EchoStub {
  echo(payload: unknown): Promise<unknown>;
}

/** Two sessions over a message channel of this thread; gives a stub of an object that answers what it is given. */
export async function capnweb(): Promise<{ readonly stub: EchoStub; close(): void }> {
  const { RpcTarget, newMessagePortRpcSession } = await loadPeer<CapnWeb>('capnweb');
  class Echo extends RpcTarget {
    echo(payload: unknown): unknown {
      return payload;
    }
  }
  const { port1, port2 } = new MessageChannel();
  newMessagePortRpcSession(port1, new Echo());
  const stub = newMessagePortRpcSession(port2) as EchoStub;
  return {
    stub,
    close: () => {
      port1.close();
      port2.close();
    },
  };
}
