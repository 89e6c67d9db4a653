import {
  fail,
  faultOf,
  type FuelGovernor,
  type GuestEnvelope,
  type GuestInstance,
  KernelError,
  ok,
  type Result,
  type SyscallHost,
} from '@esta-logic/kernel-boundary';
import { createFuelMeter, type FuelMeter } from './fuel-meter.ts';
import { bindImports, type CallAccount, type CoreModuleSource, type Glue, type GlueExports } from './glue-binding.ts';
import { guestFault } from './guest-fault.ts';
import { type ImagePool, type PostStartImage, takeImage } from './post-start-image.ts';
import { classifyTrap } from './trap-classes.ts';

/** What all instances of one module share. */
export interface InstanceTemplate {
  readonly module: string;
  readonly glue: Glue;
  readonly cores: ReadonlyMap<string, WebAssembly.Module>;
  /** Interfaces that the component imports, by short name. */
  readonly interfaces: readonly string[];
  readonly images: ImagePool;
}

/** Starts one instance over a process's system calls and fuel. Rejects with a KernelError (invalid-component) when it does not link. */
export async function startInstance(
  template: InstanceTemplate,
  host: SyscallHost,
  governor: FuelGovernor,
): Promise<GuestInstance> {
  const fuel = createFuelMeter(governor);
  const account: CallAccount = { handles: 0, charge: (units) => fuel.charge(units) };
  const exports: Record<string, unknown>[] = [];
  const getCoreModule: CoreModuleSource = Object.assign((name: string) => template.cores.get(name)!, {
    handleTables: [],
    captureTables: [],
  });
  const instantiateCore = (
    module: WebAssembly.Module,
    imports?: Record<string, Record<string, unknown>>,
  ): WebAssembly.Instance => {
    const instance = new WebAssembly.Instance(module, { ...imports, ...fuel.imports });
    exports.push(instance.exports);
    return instance;
  };
  try {
    const guest = await template.glue.instantiate(
      getCoreModule,
      bindImports(template.interfaces, host, account),
      instantiateCore,
    );
    return new RunningGuest(template.module, guest, takeImage(exports, getCoreModule, template.images), account, fuel);
  } catch (problem) {
    // A limit that was met is a reason, not another code: what cannot start counts against the module, whatever stops it.
    const reason =
      fuel.stoppedBy()?.message.replace(/\.$/, '') ?? (problem instanceof Error ? problem.message : String(problem));
    throw new KernelError(
      faultOf('invalid-component', `The component of "${template.module}" does not start: ${reason.slice(0, 200)}.`),
    );
  }
}

class RunningGuest implements GuestInstance {
  readonly #module: string;
  readonly #guest: GlueExports;
  readonly #image: PostStartImage;
  readonly #account: CallAccount;
  /** Handles that are open in the post-start image. */
  readonly #startHandles: number;
  readonly #fuel: FuelMeter;
  #state: 'idle' | 'running' | 'dead' = 'idle';

  constructor(module: string, guest: GlueExports, image: PostStartImage, account: CallAccount, fuel: FuelMeter) {
    this.#module = module;
    this.#guest = guest;
    this.#image = image;
    this.#account = account;
    this.#startHandles = account.handles;
    this.#fuel = fuel;
  }

  async handle(envelope: GuestEnvelope): Promise<Result<string>> {
    if (this.#state === 'dead')
      return fail('state-refused', `This instance of "${this.#module}" has trapped; it must be replaced.`);
    if (this.#state === 'running')
      return fail('state-refused', `This instance of "${this.#module}" is handling a message; it takes one at a time.`);
    this.#state = 'running';
    this.#fuel.begin();
    try {
      const reply = await this.#guest.handle(envelope);
      if (typeof reply !== 'string')
        return this.#die(
          fail(
            'invalid-component',
            `The component of "${this.#module}" has a "handle" of another type than esta:kernel/service.`,
          ),
        );
      this.#state = 'idle';
      return ok(reply);
    } catch (problem) {
      return this.#refusal(problem);
    }
  }

  reset(): boolean {
    if (this.#state !== 'idle' || !this.#image.restore()) return false;
    this.#account.handles = this.#startHandles;
    return true;
  }

  memoryBytes(): number {
    return this.#image.memoryBytes();
  }

  fuelUsed(): number {
    return this.#fuel.used();
  }

  #refusal(problem: unknown): Result<string> {
    const stopped = this.#fuel.stoppedBy();
    if (stopped) return this.#die({ ok: false, fault: stopped });
    if ('thrown' in this.#account) return this.#die({ ok: false, fault: hostFault(this.#account.thrown) });
    const fault = Object.hasOwn(Object(problem) as object, 'payload')
      ? guestFault((problem as { payload: unknown }).payload)
      : undefined;
    if (!fault) return this.#die({ ok: false, fault: classifyTrap(problem) });
    this.#state = 'idle';
    return { ok: false, fault };
  }

  /** The engine's state inside a trapped instance is undefined, so that nothing of it is used again. */
  #die(result: Result<string>): Result<string> {
    this.#state = 'dead';
    return result;
  }
}

function hostFault(thrown: unknown) {
  if (thrown instanceof KernelError) return thrown.fault;
  return faultOf(
    'internal',
    `A system call failed inside the kernel: ${thrown instanceof Error ? thrown.message : String(thrown)}.`,
  );
}
