import { workerData } from 'node:worker_threads';
import {
  ok,
  type FuelGovernor,
  type GuestInstance,
  type LoadedModule,
  type Result,
  type SyscallHost,
} from '@esta-logic/kernel-boundary';
import { serveGuests } from '../src/index.ts';
import { moduleOf } from './scripted-module.ts';

/** A worker whose modules are functions: to the pool they are components like any others. */
const { data } = workerData as { readonly data: { readonly hashes: Readonly<Record<string, string>> } };
if (data.hashes['*'] === 'dies') process.exit(5);

const text = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? `${each}n` : each));

class Guest implements GuestInstance {
  readonly #host: SyscallHost;
  readonly #governor: FuelGovernor;
  #used = 0;
  #cranks = 0;
  #grown = false;

  constructor(host: SyscallHost, governor: FuelGovernor) {
    this.#host = host;
    this.#governor = governor;
  }

  async handle({ opcode, payload }: Parameters<GuestInstance['handle']>[0]) {
    this.#used = this.#governor.begin().units;
    this.#cranks++;
    const host = this.#host;
    switch (opcode) {
      case 'count':
        return ok(text(this.#cranks));
      case 'grow':
        this.#grown = true;
        return ok(text(this.#cranks));
      case 'calls': {
        const slot = host.dbOpen('rows');
        host.logWrite('info', 'hello');
        return ok(text([slot, await host.dbRead(3, 'key'), await host.timeNow(), await host.ipcCall(1, 'o', payload)]));
      }
      case 'spin': {
        for (let left = Number(payload); left > 0; left--) {
          const more = await this.#governor.refill();
          if (!more.ok) return more;
          this.#used += more.value;
        }
        return ok(text('spun'));
      }
      case 'trap':
        return { ok: false as const, fault: { code: 4001, name: 'unreachable' as const, message: 'It trapped.' } };
      case 'exit':
        return process.exit(3);
      default:
        throw new Error(`the guest was asked ${opcode}`);
    }
  }

  reset(): boolean {
    this.#cranks = 0;
    return !this.#grown;
  }

  memoryBytes(): number {
    return this.#grown ? 131_072 : 65_536;
  }

  fuelUsed(): number {
    return this.#used;
  }
}

serveGuests({
  load: async (id): Promise<Result<LoadedModule>> =>
    ok(
      moduleOf(id, data.hashes[id] ?? 'none', async (host, governor) => {
        if (id === 'unstartable') throw new Error('it does not start');
        return new Guest(host, governor);
      }),
    ),
});
