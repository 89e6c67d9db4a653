import { ok, type LoadedModule, type Result } from '@esta-logic/kernel-boundary';
import type { CrankRecord, CrankTerms } from '@esta-logic/journal';
import type { Divergence } from './divergence.ts';
import { differentTerms } from './environment.ts';
import { ProcessReplayer } from './process-replayer.ts';
import type { MeteredVersion } from './recorded-modules.ts';
import type { ReplayOutcome } from './replay-outcome.ts';

/** A record with the terms that it names: all that a replay needs besides the module. */
export interface CrankToReplay {
  readonly record: CrankRecord;
  readonly terms: CrankTerms;
}

/** Gives the module of a version; `RecordedModules` of this package is one. */
export type ModuleSource = (version: MeteredVersion) => Promise<Result<LoadedModule>>;

/**
 * Re-runs recorded cranks and compares: system call by system call, fuel, ending and output. What a crank wrote follows
 * from its calls, so it is compared with them. It has modules and nothing else: there is no store, clock or network that
 * a guest could reach through it.
 */
export class Replayer {
  readonly #modules: ModuleSource;
  readonly #processes = new Map<string, ProcessReplayer>();
  /** By the hash of the terms: thousands of cranks share theirs. */
  readonly #prepared = new Map<string, Prepared>();

  constructor(modules: ModuleSource) {
    this.#modules = modules;
  }

  /**
   * Cranks of one process come in the order of their seq; those of different processes in any order.
   * Faults: those of the module source.
   */
  async replay({ record, terms }: CrankToReplay): Promise<Result<ReplayOutcome>> {
    const unrepeatable = notRunBecause(record);
    if (unrepeatable !== undefined) return ok({ verdict: 'not-run', why: unrepeatable });
    let prepared = this.#prepared.get(record.terms);
    if (!prepared) {
      const module = await this.#modules(terms);
      if (!module.ok) return module;
      prepared = { module: module.value, different: differentTerms(terms, module.value) };
      this.#prepared.set(record.terms, prepared);
    }
    if (prepared.different) return ok({ verdict: 'diverged', divergence: prepared.different });
    return ok(await this.#process(record.process).replay(record, terms, prepared.module));
  }

  #process(id: string): ProcessReplayer {
    const known = this.#processes.get(id);
    if (known) return known;
    if (this.#processes.size >= MAX_PROCESSES) this.#forgetOne();
    const process = new ProcessReplayer();
    this.#processes.set(id, process);
    return process;
  }

  /** The first that can be made anew at any time. */
  #forgetOne(): void {
    for (const [id, { replaceable }] of this.#processes) if (replaceable) return void this.#processes.delete(id);
  }
}

/** The module that terms name, and what keeps it from being run under them. */
interface Prepared {
  readonly module: LoadedModule;
  readonly different: Divergence | undefined;
}

/** Each has an instance of some megabytes, and a long history has seen many processes come and go. */
const MAX_PROCESSES = 64;

/** What the record itself says about why nothing can be run again. */
function notRunBecause({ ended }: CrankRecord): string | undefined {
  if (ended.how === 'recalled') return `No guest ran: it got the reply of the message ${ended.message}.`;
  return ended.how === 'defect' ? 'The host failed under it, so that its end is not the guest’s.' : undefined;
}
