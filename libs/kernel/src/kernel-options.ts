import type {
  Clock,
  CrashPoint,
  Digest,
  Entropy,
  HostLoop,
  KernelObserver,
  ModuleLoader,
  StorageProvider,
} from '@esta-logic/kernel-boundary';
import type { SecondRun } from './lockstep.ts';
import type { SettingsChange } from './settings.ts';

/** The powers a kernel runs on. It has no others. */
export interface KernelOptions {
  readonly provider: StorageProvider;
  readonly loader: ModuleLoader;
  readonly clock: Clock;
  readonly loop: HostLoop;
  readonly digest: Digest;
  /** For the salts of what the audit log commits to. */
  readonly entropy: Entropy;
  readonly observe?: KernelObserver;
  /**
   * How many guests run at a time (1). More than one only with a loader that runs them on other threads: a guest on the
   * kernel's own thread holds up all others.
   */
  readonly cores?: number;
  /**
   * What all modules may claim together (a manifest that asks for more than is left is refused), and what each tenant may
   * send from outside. What is set stays with the store; what changes is logged.
   */
  readonly settings?: SettingsChange;
  /** Without one, modules that ask for lockstep are refused. `@esta-logic/replay` has one. */
  readonly secondRun?: SecondRun;
  /** For tests and drills: told where the kernel is, so that it can be ended there. */
  readonly crashPoint?: CrashPoint;
}
