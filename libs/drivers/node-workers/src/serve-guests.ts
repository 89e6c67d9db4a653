import { parentPort, receiveMessageOnPort, workerData, type MessagePort } from 'node:worker_threads';
import {
  fail,
  KernelError,
  type Eventual,
  type FuelGovernor,
  type GuestInstance,
  type LoadedModule,
  type Result,
  type SyscallHost,
} from '@esta-logic/kernel-boundary';
import {
  keyOf,
  type Answer,
  type CallName,
  type Fuel,
  type FromWorker,
  type ModuleKey,
  type ToWorker,
} from './protocol.ts';

/** Where a worker gets its modules from. */
export interface GuestSource {
  load(id: string): Promise<Result<LoadedModule>>;
}

/** An instance on this thread, and the crank that it is in. */
interface Standing {
  readonly guest: GuestInstance;
  readonly asker: Asker;
}

/** Runs guests for the kernel's thread, for ever. To be called once, by the entry module of a worker. */
export function serveGuests(source: GuestSource): void {
  const server = new GuestServer(source, parentPort!);
  parentPort!.on('message', (message: ToWorker) => server.receive(message));
  parentPort!.postMessage({ kind: 'ready' } satisfies FromWorker);
}

class GuestServer {
  readonly #source: GuestSource;
  readonly #port: MessagePort;
  readonly #modules = new Map<string, LoadedModule>();
  /** Hermetic instances that are as after their start, by version. */
  readonly #fresh = new Map<string, Standing[]>();
  readonly #stateful = new Map<number, Standing>();
  readonly #later = new Map<number, (answer: Answer) => void>();
  readonly #signal: Int32Array;
  readonly #answers: MessagePort;
  #calls = 0;

  constructor(source: GuestSource, port: MessagePort) {
    this.#source = source;
    this.#port = port;
    const { signal, answers } = workerData as { signal: Int32Array; answers: MessagePort };
    this.#signal = signal;
    this.#answers = answers;
  }

  receive(message: ToWorker): void {
    switch (message.kind) {
      case 'load':
        void this.#load(message.id, message.key).then((result) =>
          this.#post({ kind: 'loaded', request: message.request, result }),
        );
        return;
      case 'prepare':
        void this.#prepare(message.key, message.instance).then((result) =>
          this.#post({ kind: 'prepared', request: message.request, result }),
        );
        return;
      case 'handle':
        void this.#handle(message).catch((problem: unknown) =>
          this.#post({ kind: 'failed', run: message.run, reason: reasonOf(problem) }),
        );
        return;
      case 'answer':
        this.#later.get(message.call)?.(message.answer);
        this.#later.delete(message.call);
        return;
      case 'forget':
        this.#stateful.delete(message.instance);
        return;
    }
  }

  async #load(id: string, key: ModuleKey): Promise<Result<void>> {
    if (this.#modules.has(keyOf(key))) return { ok: true, value: undefined };
    const loaded = await this.#source.load(id);
    if (!loaded.ok) return loaded;
    if (keyOf(loaded.value) !== keyOf(key))
      return fail(
        'hash-mismatch',
        `A worker thread loaded another version of "${id}" than the kernel; install it again.`,
      );
    this.#modules.set(keyOf(key), loaded.value);
    return { ok: true, value: undefined };
  }

  async #prepare(key: ModuleKey, instance: number | undefined): Promise<Result<number>> {
    try {
      const standing = await this.#take(key, instance);
      this.#keep(key, instance, standing);
      return { ok: true, value: standing.guest.memoryBytes() };
    } catch (problem) {
      return problem instanceof KernelError
        ? { ok: false, fault: problem.fault }
        : fail('trap', `The component could not be started: ${reasonOf(problem)}`);
    }
  }

  async #handle({ run, key, instance, envelope, fuel }: Extract<ToWorker, { kind: 'handle' }>): Promise<void> {
    const { guest, asker } = await this.#take(key, instance);
    asker.begin(run, fuel);
    const result = await guest.handle(envelope);
    this.#post({ kind: 'done', run, result, fuelUsed: guest.fuelUsed(), memoryBytes: guest.memoryBytes() });
    // The reply is on its way: what comes now is nobody's waiting time.
    const sound = result.ok || result.fault.code < FIRST_THAT_ENDS_AN_INSTANCE;
    if (sound && (instance !== undefined || guest.reset())) this.#keep(key, instance, { guest, asker });
    else if (instance !== undefined) this.#stateful.delete(instance);
  }

  async #take(key: ModuleKey, instance: number | undefined): Promise<Standing> {
    const known = instance === undefined ? this.#fresh.get(keyOf(key))?.pop() : this.#stateful.get(instance);
    if (known) return known;
    const module = this.#modules.get(keyOf(key));
    if (!module) throw new Error(`the version ${key.hash} is not loaded on this thread`);
    const asker = new Asker((name, args) => this.#ask(asker.run, name, args));
    return { guest: await module.instantiate(asker.host, asker), asker };
  }

  #keep(key: ModuleKey, instance: number | undefined, standing: Standing): void {
    if (instance !== undefined) return void this.#stateful.set(instance, standing);
    const fresh = this.#fresh.get(keyOf(key));
    if (fresh) fresh.push(standing);
    else this.#fresh.set(keyOf(key), [standing]);
  }

  /** Asks the kernel's thread and sleeps until it has answered, or has said that it will. */
  #ask(run: number, name: CallName, args: readonly unknown[]): unknown {
    const call = ++this.#calls;
    Atomics.store(this.#signal, 0, 0);
    this.#post({ kind: 'call', run, call, name, args });
    Atomics.wait(this.#signal, 0, 0);
    const { message } = receiveMessageOnPort(this.#answers) as { message: Answer };
    if (!('later' in message)) return settled(message);
    return new Promise((resolve, reject) => {
      this.#later.set(call, (answer) => {
        try {
          resolve(settled(answer));
        } catch (problem) {
          reject(problem as Error);
        }
      });
    });
  }

  #post(message: FromWorker): void {
    this.#port.postMessage(message);
  }
}

/** Faults of the resource category and above leave an instance that is not used again. */
const FIRST_THAT_ENDS_AN_INSTANCE = 3000;

function settled(answer: Answer): unknown {
  if ('value' in answer) return answer.value;
  throw new Error('thrown' in answer ? answer.thrown : 'no answer');
}

const reasonOf = (problem: unknown): string => (problem instanceof Error ? problem.message : String(problem));

type Ask = (name: CallName, args: readonly unknown[]) => unknown;

/** What a guest on this thread has for a host and a governor: the kernel's, over there. */
class Asker implements FuelGovernor {
  readonly host: SyscallHost;
  readonly #ask: Ask;
  /** The crank that it is in; 0 while the module starts, which is nobody's crank. */
  run = 0;
  #fuel: Fuel = { units: 0, stackSlots: 0 };

  constructor(ask: Ask) {
    this.#ask = ask;
    this.host = hostOver((name, args) => (this.run === 0 ? NO_CRANK : ask(name, args)));
  }

  begin(): Fuel;
  begin(run: number, fuel: Fuel): Fuel;
  begin(run?: number, fuel?: Fuel): Fuel {
    if (run !== undefined) this.run = run;
    if (fuel !== undefined) this.#fuel = fuel;
    return this.#fuel;
  }

  refill(): Eventual<Result<number>> {
    return this.#ask('refill', []) as Eventual<Result<number>>;
  }
}

const NO_CRANK = fail('state-refused', 'A module made a system call outside of a message.');

const CALLS = [
  'dbOpen', 'dbRead', 'dbQuery', 'dbWrite', 'dbDelete', 'dbTransact', 'timeNow', 'ipcOpen', 'ipcSend', 'ipcCall',
  'auditLog', 'logWrite', 'drop',
] as const satisfies readonly (keyof SyscallHost)[]; // prettier-ignore

const hostOver = (ask: Ask): SyscallHost =>
  Object.fromEntries(CALLS.map((name) => [name, (...args: unknown[]) => ask(name, args)])) as unknown as SyscallHost;
