import {
  fail,
  type Fault,
  faultOf,
  type FuelGovernor,
  type GuestEnvelope,
  type GuestInstance,
  KernelError,
  ok,
  type Result,
  type SyscallHost,
} from '@esta-logic/kernel-boundary';
import type { Binding, BoundGuest, GuestReply } from './bound-guest.ts';
import type { CallAccount } from './call-account.ts';
import { CoreInstances } from './core-instances.ts';
import { createFuelMeter, type FuelMeter } from './fuel-meter.ts';
import { WrongReplyType } from './glue-guest.ts';
import { guestFault } from './guest-fault.ts';
import { type ImagePool, type PostStartImage, takeImage } from './post-start-image.ts';
import { classifyTrap } from './trap-classes.ts';

/** What all instances of one module share. */
export interface InstanceTemplate {
  readonly module: string;
  readonly binding: Binding;
  /** The limit that its core modules were metered with. */
  readonly memoryBytes: number;
  /** Whether a reset undoes everything that a message changed. */
  readonly resettable: boolean;
  readonly images: ImagePool;
  /** Why no instance starts, once one has met a limit without having asked the host anything: the next would, too. */
  refusal?: KernelError;
}

/** Starts one instance over a process's system calls and fuel. Rejects with a KernelError (invalid-component) when it does not link. */
export async function startInstance(
  template: InstanceTemplate,
  host: SyscallHost,
  governor: FuelGovernor,
): Promise<GuestInstance> {
  if (template.refusal) throw template.refusal;
  const { module, binding, memoryBytes, resettable, images } = template;
  const fuel = createFuelMeter(governor);
  const cores = new CoreInstances(fuel, memoryBytes);
  const account: CallAccount = { handles: 0, calls: 0, charge: (units) => fuel.charge(units) };
  try {
    const guest = await binding.start(host, account, cores);
    const image = takeImage(guest, cores, { resettable, called: account.calls > 0 }, images);
    return new RunningGuest(module, guest, image, account, fuel);
  } catch (problem) {
    const refusal = doesNotStart(module, problem, fuel);
    if (isCertain(fuel) && account.calls === 0) template.refusal = refusal;
    throw refusal;
  }
}

/** A limit that was met is a reason, not another code: what cannot start counts against the module, whatever stops it. */
function doesNotStart(module: string, problem: unknown, fuel: FuelMeter): KernelError {
  const reason =
    fuel.stoppedBy()?.message.replace(/\.$/, '') ?? (problem instanceof Error ? problem.message : String(problem));
  return new KernelError(
    faultOf('invalid-component', `The component of "${module}" does not start: ${reason.slice(0, 200)}.`),
  );
}

/** Whether a bound of the meter's was met, which is the same every time; a host that had no memory may have some later. */
const isCertain = (fuel: FuelMeter): boolean => !['internal', undefined].includes(fuel.stoppedBy()?.name);

class RunningGuest implements GuestInstance {
  readonly #module: string;
  readonly #guest: BoundGuest;
  readonly #image: PostStartImage;
  readonly #account: CallAccount;
  /** Handles that are open in the post-start image. */
  readonly #startHandles: number;
  readonly #fuel: FuelMeter;
  #state: 'idle' | 'running' | 'dead' = 'idle';

  constructor(module: string, guest: BoundGuest, image: PostStartImage, account: CallAccount, fuel: FuelMeter) {
    this.#module = module;
    this.#guest = guest;
    this.#image = image;
    this.#account = account;
    this.#startHandles = account.handles;
    this.#fuel = fuel;
  }

  handle(envelope: GuestEnvelope): Promise<Result<string>> {
    if (this.#state !== 'idle') return Promise.resolve(this.#busy());
    this.#state = 'running';
    this.#fuel.begin();
    try {
      return this.#guest.enter(envelope).then(this.#returned, this.#failed);
    } catch (problem) {
      return Promise.resolve(this.#failed(problem));
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

  #busy(): Result<never> {
    return this.#state === 'dead'
      ? fail('state-refused', `This instance of "${this.#module}" has trapped; it must be replaced.`)
      : fail('state-refused', `This instance of "${this.#module}" is handling a message; it takes one at a time.`);
  }

  readonly #returned = (value: unknown): Result<string> => {
    try {
      return this.#replied(this.#guest.leave(value));
    } catch (problem) {
      return this.#failed(problem);
    }
  };

  readonly #failed = (problem: unknown): Result<string> => {
    const stopped = this.#fuel.stoppedBy();
    if (stopped) return this.#die(stopped);
    if ('thrown' in this.#account) return this.#die(hostFault(this.#account.thrown));
    const refusal = this.#guest.refusalIn(problem);
    if (refusal) return this.#replied(refusal);
    if (!(problem instanceof WrongReplyType)) return this.#die(classifyTrap(problem));
    return this.#die(
      faultOf(
        'invalid-component',
        `The component of "${this.#module}" has a "handle" of another type than esta:kernel/service.`,
      ),
    );
  };

  #replied(reply: GuestReply): Result<string> {
    // A guest may catch what the host threw into it, and go on; the crank must not.
    if ('thrown' in this.#account) return this.#die(hostFault(this.#account.thrown));
    if (reply.ok) {
      this.#state = 'idle';
      return ok(reply.value);
    }
    const fault = guestFault(reply.payload);
    if (!fault) return this.#die(classifyTrap('its refusal is no fault'));
    this.#state = 'idle';
    return { ok: false, fault };
  }

  /** The engine's state inside a trapped instance is undefined, so that nothing of it is used again. */
  #die(fault: Fault): Result<never> {
    this.#state = 'dead';
    return { ok: false, fault };
  }
}

function hostFault(thrown: unknown): Fault {
  if (thrown instanceof KernelError) return thrown.fault;
  return faultOf(
    'internal',
    `A system call failed inside the kernel: ${thrown instanceof Error ? thrown.message : String(thrown)}.`,
  );
}
