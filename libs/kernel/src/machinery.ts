import { CapabilityEngine } from '@esta-logic/capability-engine';
import { IpcRouter } from '@esta-logic/ipc-router';
import type { CrashPoint, KernelObserver } from '@esta-logic/kernel-boundary';
import { Scheduler } from '@esta-logic/scheduler';
import type { Store } from '@esta-logic/storage';
import type { Committer } from './committer.ts';
import { deliver, type DeliveryParts } from './deliver.ts';
import { Dispatch } from './dispatch.ts';
import type { KernelOptions } from './kernel-options.ts';
import { Modules } from './modules.ts';
import { Preparation } from './preparation.ts';
import type { Process } from './process.ts';
import type { ProcessControl } from './process-control.ts';
import { ProcessRegistry } from './process-registry.ts';
import { Resources } from './resources.ts';
import { RunLoop } from './run-loop.ts';
import { Settlement } from './settlement.ts';
import { Supervision } from './supervision.ts';

/** The part of a mailbox that one sender may fill: the others always find a place in the rest. */
const SENDER_SHARE = 7 / 8;

/** What there is besides once the core phases of a boot are done. */
export interface Running {
  readonly store: Store;
  readonly committer: Committer;
  readonly parts: DeliveryParts;
  readonly control: ProcessControl;
}

/** What a kernel consists of before it has a store: nothing here does anything until messages come. */
export interface Machinery {
  readonly options: KernelOptions;
  readonly observe: KernelObserver;
  readonly reached: CrashPoint;
  readonly capabilities: CapabilityEngine;
  readonly router: IpcRouter;
  readonly settlement: Settlement;
  readonly scheduler: Scheduler;
  readonly runLoop: RunLoop;
  readonly dispatch: Dispatch;
  readonly supervision: Supervision;
  readonly registry: ProcessRegistry;
  readonly resources: Resources;
  readonly modules: Modules;
}

/** Puts the parts together. `booted`: what runs, if anything does; `running`: the same, or a fault. */
export function assemble(options: KernelOptions, booted: () => Running | undefined, running: () => Running): Machinery {
  const { clock, loop, loader, cores = 1 } = options;
  const observe = options.observe ?? (() => undefined);
  const reached = options.crashPoint ?? (() => undefined);
  const capabilities = new CapabilityEngine();
  const router = new IpcRouter({ senderShare: SENDER_SHARE });
  const registry = new ProcessRegistry();
  const settlement = new Settlement(() => booted()?.control.parked() ?? 0);
  const scheduler = new Scheduler({
    cores,
    ...(options.observe ? { onTransition: (transition) => observe({ kind: 'process.state', ...transition }) } : {}),
  });
  const runLoop = new RunLoop({
    scheduler,
    clock,
    host: loop,
    start: (id) => void dispatch.run(registry.byId(id)!),
    idle: () => preparation.begin(),
  });
  const preparation: Preparation = new Preparation({
    loop,
    idle: () => runLoop.idle,
    waits: ({ id }) => scheduler.stateOf(id) === 'waiting',
    instantiate: (process) => running().parts.instantiate(process),
  });
  const prepare = (process: Process): void => preparation.want(process);
  const dispatch: Dispatch = new Dispatch({
    scheduler,
    runLoop,
    registry,
    clock,
    cores,
    deliver: (process, delivery) => deliver(running().parts, process, delivery),
    recover: (process, failure) => supervision.recover(process, failure),
    spawn: (pool) => modules.startBeside(pool),
    refuseQueued: (process, fault) => running().control.refuseQueued(process, fault),
    prepare,
  });
  const supervision: Supervision = new Supervision({
    clock,
    runLoop,
    capabilities,
    loader,
    committer: () => running().committer,
    control: () => running().control,
    rollBack: (process, fault) => modules.rollBack(process, fault),
  });
  const resources = new Resources({
    clock,
    loop,
    registry,
    capabilities,
    control: () => running().control,
    poke: (pool) => dispatch.poke(pool),
  });
  const modules: Modules = new Modules({
    loader,
    router,
    capabilities,
    scheduler,
    registry,
    resources,
    prepare,
    observe,
    lockstep: options.secondRun !== undefined,
    reached,
    store: () => running().store,
    committer: () => running().committer,
    control: () => running().control,
  });
  return {
    options,
    observe,
    reached,
    capabilities,
    router,
    settlement,
    scheduler,
    runLoop,
    dispatch,
    supervision,
    registry,
    resources,
    modules,
  };
}
