import type { AuditLog, AuditRecord, Salts } from '@esta-logic/audit-log';
import type { Delivery } from '@esta-logic/ipc-router';
import { JournalWriter } from '@esta-logic/journal';
import { ABI_VERSION, faultOf, unwrap } from '@esta-logic/kernel-boundary';
import { auditKey, metaKey, type Store } from '@esta-logic/storage';
import { Answers } from './answers.ts';
import { ClientSends } from './client-sends.ts';
import { Committer } from './committer.ts';
import { lateFault } from './deadlines.ts';
import type { DeliveryParts } from './deliver.ts';
import { ExpiryTimer } from './expiry-timer.ts';
import { failUndelivered } from './fail-undelivered.ts';
import { QUANTUM, QUANTUM_ELSEWHERE } from './fuel-governor.ts';
import { Identity } from './identity.ts';
import { instantiate } from './instances.ts';
import { Lockstep } from './lockstep.ts';
import type { Machinery, Running } from './machinery.ts';
import { Post } from './post.ts';
import type { Process } from './process.ts';
import { ProcessControl, STANDINGS_KEY } from './process-control.ts';
import { countStored } from './restore-mailboxes.ts';
import { usageOf } from './resources.ts';
import type { SettingsOfBoot } from './settings.ts';
import { termsOf } from './terms.ts';
import { WallClock } from './wall-clock.ts';

/** What works on a store. */
export interface System extends Running {
  readonly log: AuditLog;
  readonly identity: Identity;
  readonly post: Post;
  readonly sends: ClientSends;
  readonly expiry: ExpiryTimer;
}

/** Where everything is kept. */
export interface Records {
  readonly store: Store;
  readonly log: AuditLog;
  readonly salts: Salts;
}

/** Composes what works on a store, under the settings of this boot. `closed`: why messages from outside are refused now, if they are. */
export async function composeSystem(
  machinery: Machinery,
  { store, log, salts }: Records,
  settings: SettingsOfBoot,
  closed: () => string | undefined,
): Promise<System> {
  const { capabilities, router, dispatch, resources, supervision, settlement, runLoop, registry, observe, reached } =
    machinery;
  const { clock, loop, digest, secondRun, cores = 1 } = machinery.options;
  const terms = (process: Process): string => (process.terms ??= termsOf(process, capabilities));
  const wallClock = new WallClock(clock, await lastAttested(store, log));
  const answers = new Answers();
  await answers.restore(store);
  const journal = new JournalWriter(digest, salts);
  const committer = new Committer({ store, log, journal, digest, wallClock, answers, terms });
  const identity = new Identity(await nextEpoch(store, committer, settings));
  const expiry = expiryTimer(machinery, committer);
  const post = new Post({
    router,
    identity,
    settlement,
    clock,
    wallClock,
    loop,
    arrived: (target) => {
      dispatch.arrived(target);
      expiry.look();
      settlement.recheck();
    },
    overflowed: (delivery) => overflowed(machinery, committer, delivery),
  });
  const quantum = cores > 1 ? QUANTUM_ELSEWHERE : QUANTUM;
  const instanceParts = { capabilities, runLoop, clock, observe, quantum };
  const parts: DeliveryParts = {
    store,
    committer,
    answers,
    wallClock,
    router,
    post,
    identity,
    clock,
    observe,
    reached,
    instantiate: (process) => instantiate(instanceParts, process),
    calls: (process, call) => dispatch.calls(process, call),
    waiter: (process) => (begin) => dispatch.wait(process, begin),
    lockstep:
      secondRun && new Lockstep(secondRun, terms, ({ id }) => ({ quantum, giveWay: () => runLoop.giveWay(id) })),
    charged: (process, crank, fuel) => resources.charge(process.id, crank.tenantId, usageOf(crank, fuel)),
    crankFailed: (process, fault) => supervision.crankFailed(process, fault),
    crankPassed: (process) => supervision.crankPassed(process),
  };
  const sends = new ClientSends({
    router,
    registry,
    clock,
    wallClock,
    loop,
    observe,
    reached,
    identity,
    post,
    committer,
    closed,
    tenantRate: settings.settings.tenantRate,
  });
  const control = await processControl(machinery, store, committer);
  return { store, log, committer, identity, post, sends, parts, control, expiry };
}

/** Fails messages whose time is over where they lie. */
function expiryTimer({ router, observe, options: { clock, loop } }: Machinery, committer: Committer): ExpiryTimer {
  const over = (delivery: Delivery): void => {
    failUndelivered({ committer, observe }, delivery, lateFault(delivery, clock.monotonic())!);
  };
  return new ExpiryTimer({ expiries: router.expiries, clock, loop, over });
}

/** A mailbox had no place for a message and its manifest says that one is dropped. */
function overflowed({ observe }: Machinery, committer: Committer, delivery: Delivery): void {
  failUndelivered(
    { committer, observe },
    delivery,
    faultOf(
      'mailbox-full',
      `The mailbox of ${delivery.envelope.target} was full, and this message was dropped from it; retry later.`,
    ),
  );
}

async function processControl(machinery: Machinery, store: Store, committer: Committer): Promise<ProcessControl> {
  const { registry, runLoop, router, capabilities, dispatch, modules, scheduler, settlement, supervision } = machinery;
  const reading = store.begin();
  const standings = await reading.get(STANDINGS_KEY);
  reading.discard();
  return new ProcessControl(
    {
      registry,
      runLoop,
      router,
      capabilities,
      committer,
      loop: machinery.options.loop,
      observe: machinery.observe,
      poke: (pool) => dispatch.poke(pool),
      startAgain: (stopped) => modules.startAgain(stopped),
      stateOf: ({ id }) => scheduler.stateOf(id) ?? 'completed',
      changed: () => settlement.recheck(),
      forgive: (module) => supervision.forgive(module),
    },
    standings,
  );
}

const EPOCH_KEY = metaKey('epoch');

/** Counts the boots of a data directory, durably, and logs this one, with the settings that it changed. */
async function nextEpoch(store: Store, committer: Committer, { event, write }: SettingsOfBoot): Promise<number> {
  const reading = store.begin();
  const epoch = Number((await reading.get(EPOCH_KEY)) ?? '0') + 1;
  reading.discard();
  const noted = unwrap(
    committer.note(
      [{ kind: 'boot', version: ABI_VERSION, recovered: await countStored(store) }, ...(event ? [event] : [])],
      [{ key: EPOCH_KEY, value: String(epoch) }, ...(write ? [write] : [])],
    ),
  );
  await noted.durable;
  return epoch;
}

/** When the last record was made, in milliseconds since the epoch; 0 in an empty log. */
async function lastAttested(store: Store, log: AuditLog): Promise<number> {
  if (log.size === 0) return 0;
  const reading = store.begin();
  const record = await reading.get(auditKey(log.size - 1));
  reading.discard();
  return record === undefined ? 0 : Date.parse((JSON.parse(record) as AuditRecord).time);
}
