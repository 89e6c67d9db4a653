import type { SyscallHost } from '@esta-logic/kernel-boundary';
import type { CallAccount } from '../call-account.ts';
import type { KernelFunction } from '../component/kernel-world.ts';
import type { ExportRef, LinkOptions } from '../component/link-plan.ts';
import type { CoreImports, CoreInstances } from '../core-instances.ts';
import { suspending } from '../jspi.ts';
import { Answers, type Waiting } from './answers.ts';
import { SHIM } from './blocking-shim.ts';
import type { CoreCall, HandleTables } from './core-calls.ts';
import { GuestMemory } from './guest-memory.ts';
import { type Allocate, type GuestText, Utf16Text, Utf8Text } from './guest-text.ts';
import { HandleTable } from './handle-table.ts';
import { hostCalls } from './host-calls.ts';
import { type InstanceState, MAY } from './instance-state.ts';
import { dropCall } from './open-call.ts';
import type { PreparedLinks, PreparedOptions, PreparedSource } from './prepared-links.ts';
import { trappingImport } from './trapping-import.ts';
import { WorldValues } from './world-values.ts';

/** What values pass through under one set of canonical options. */
export interface Passage {
  readonly memory: GuestMemory;
  readonly text: GuestText;
  readonly allocate: Allocate;
}

type CallsByName = Readonly<Partial<Record<KernelFunction, CoreCall>>>;

/** Instances of all core modules of a component, linked to each other and to one process's system calls. */
export class LinkedInstance {
  readonly cores: CoreInstances;
  readonly state: InstanceState = { may: MAY.callOnly };
  readonly handles: HandleTables = { collection: new HandleTable(), channel: new HandleTable() };
  readonly host: SyscallHost;
  readonly account: CallAccount;
  readonly #waiting: Waiting = { promise: undefined };
  /** By the number of the options. */
  readonly #calls: CallsByName[] = [];

  /** Starts the core modules in their order; what a start function throws comes out. */
  constructor(links: PreparedLinks, host: SyscallHost, account: CallAccount, cores: CoreInstances) {
    this.cores = cores;
    this.host = host;
    this.account = account;
    for (const { core, imports } of links.instances) {
      const given: CoreImports = {};
      for (const [module, items] of imports) {
        const values: Record<string, unknown> = (given[module] = Object.create(null) as Record<string, unknown>);
        for (const [name, source] of items) values[name] = this.#resolve(source, links.options);
      }
      cores.start(core, given);
    }
  }

  export<T>([instance, name]: ExportRef): T {
    return this.cores.exports[instance]![name] as T;
  }

  passage({ encoding, memory, realloc }: LinkOptions): Passage {
    const core = this.export<WebAssembly.Memory>(memory!);
    const bytes = new GuestMemory(core, this.cores.cards.get(core));
    const allocate = this.#allocator(realloc);
    const text: GuestText = encoding === 'utf8' ? new Utf8Text(bytes, allocate) : new Utf16Text(bytes, allocate);
    return { memory: bytes, text, allocate };
  }

  /** While the guest's allocator runs, which the host has entered, the guest may call nothing. */
  #allocator(realloc: ExportRef | undefined): Passage['allocate'] {
    if (!realloc)
      return () => {
        throw new TypeError('a function that has to allocate was lowered without realloc');
      };
    const call = this.export<(old: number, oldSize: number, alignment: number, size: number) => number>(realloc);
    const { state } = this;
    return (alignment, size) => {
      const { may } = state;
      state.may = MAY.nothing;
      const at = call(0, 0, alignment, size);
      state.may = may;
      return at;
    };
  }

  #resolve(source: PreparedSource, options: readonly PreparedOptions[]): unknown {
    if ('export' in source) return this.export(source.export);
    if ('trap' in source) return trappingImport(source.trap);
    if ('drop' in source) return dropCall(this, this.handles[source.drop]);
    const calls = (this.#calls[source.options] ??= this.#lower(options[source.options]!));
    return calls[source.call];
  }

  /** The kernel's functions under one set of options; those that may block go through the shim. */
  #lower({ blocking, shim, ...options }: PreparedOptions): CallsByName {
    const { memory, text, allocate } = this.passage(options);
    const { host, account, state, handles } = this;
    const calls = hostCalls({
      host,
      account,
      state,
      handles,
      text,
      values: new WorldValues(memory, text, allocate),
      answers: new Answers(memory, text, account, this.#waiting),
    });
    const { exports } = new WebAssembly.Instance(shim, {
      [SHIM.calls]: Object.fromEntries(blocking.map((name, i) => [i, calls[name]])),
      [SHIM.wait]: { '': suspending(() => this.#waiting.promise) },
    });
    return { ...calls, ...Object.fromEntries(blocking.map((name, i) => [name, exports[i] as CoreCall])) };
  }
}
