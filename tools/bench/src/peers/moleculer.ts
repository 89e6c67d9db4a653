import type { Honesty } from '../harness/contestant.ts';
import { loadPeer } from './load-peer.ts';

export interface Broker {
  call(action: string, parameters: unknown): Promise<unknown>;
  stop(): Promise<void>;
}
interface BrokerClass {
  new (options: object): Broker & { createService(schema: object): void; start(): Promise<void> };
}

export const MOLECULER: Honesty = { isolation: 'none: plain functions of one process', durability: 'none' };

/** A broker with one service: `bench.echo` answers its text. */
export async function moleculer(): Promise<Broker> {
  const loaded = await loadPeer<{ ServiceBroker?: BrokerClass; default: { ServiceBroker: BrokerClass } }>('moleculer');
  const broker = new (loaded.ServiceBroker ?? loaded.default.ServiceBroker)({ logger: false });
  const params = { text: 'string' };
  broker.createService({
    name: 'bench',
    actions: { echo: { params, handler: ({ params: { text } }: { params: { text: string } }) => ({ text }) } },
  });
  await broker.start();
  return broker;
}
