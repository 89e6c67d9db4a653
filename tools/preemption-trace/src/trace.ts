import type { Clock, FuelGovernor, KernelEvent, LoadedModule, ModuleLoader } from '@esta-logic/kernel-boundary';

/** One line of a trace. */
export interface TraceLine {
  /** Milliseconds since the trace began. */
  readonly at: number;
  readonly process: string;
  /** `<from> → <to>` of a process, or what was done from outside. */
  readonly what: string;
  /** Units of fuel that the process had been granted in its crank; undefined before its first. */
  readonly fuel: number | undefined;
}

/** Writes down what the scheduler does with processes, and the fuel that their guests were granted. */
export class Trace {
  readonly lines: TraceLine[] = [];
  readonly #clock: Clock;
  readonly #fuel = new Map<string, number>();
  #began: number | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** From here on lines are kept. */
  begin(): void {
    this.#began = this.#clock.monotonic();
  }

  note(process: string, what: string): void {
    if (this.#began === undefined) return;
    this.lines.push({ at: this.#clock.monotonic() - this.#began, process, what, fuel: this.#fuel.get(process) });
  }

  readonly observe = (event: KernelEvent): void => {
    if (event.kind === 'process.state') this.note(event.process, `${event.from} → ${event.to}`);
  };

  /** A loader whose guests' fuel is counted as their governors grant it; nothing else of it is changed. */
  counting(loader: ModuleLoader): ModuleLoader {
    const load: ModuleLoader['load'] = async (id) => {
      const loaded = await loader.load(id);
      return loaded.ok ? { ok: true, value: this.#countingModule(loaded.value) } : loaded;
    };
    return {
      load,
      install: (manifest, component) => loader.install(manifest, component),
      installed: () => loader.installed(),
      pin: (module) => loader.pin(module),
    };
  }

  #countingModule(module: LoadedModule): LoadedModule {
    const process = `${module.decoded.manifest.id}#1`;
    return {
      ...module,
      instantiate: (host, governor, ...more) =>
        module.instantiate(host, this.#countingGovernor(process, governor), ...more),
    };
  }

  #countingGovernor(process: string, governor: FuelGovernor): FuelGovernor {
    return {
      begin: () => {
        const granted = governor.begin();
        this.#fuel.set(process, granted.units);
        return granted;
      },
      refill: async () => {
        const refilled = await governor.refill();
        if (refilled.ok) this.#fuel.set(process, this.#fuel.get(process)! + refilled.value);
        return refilled;
      },
    };
  }
}
