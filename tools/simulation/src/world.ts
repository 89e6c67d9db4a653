import {
  canGoOn,
  DedupWindow,
  IpcRouter,
  Lanes,
  ReorderBuffer,
  TenantBuckets,
  type CallGraph,
  type Delivery,
  type Mailbox,
  type Route,
} from '@esta-logic/ipc-router';
import { CLIENT_SOURCE, MESSAGE_PRIORITIES, PROCESS_PRIORITIES, type Reply } from '@esta-logic/kernel-boundary';
import { Scheduler } from '@esta-logic/scheduler';
import { AnswerBook } from './answer-book.ts';
import { idOf, Ledger } from './ledger.ts';
import { OPCODE, randomModule } from './module-set.ts';
import { Random } from './random.ts';
import { RateWatch } from './rate-watch.ts';
import { SchedulerWatch } from './scheduler-watch.ts';
import { StreamSource } from './stream-source.ts';
import { hold } from './violation.ts';
import type { Act, SimulatedCrank, Pool, Worker } from './worker.ts';

const TENANTS = ['north', 'south'];
const RATE = { burst: 40, perSecond: 300 };
const SENDER_SHARE = 0.75;
/** Milliseconds that a client waits for a place at most. */
const PLACE_PATIENCE = 300;
/** Milliseconds between two looks at a running process. */
const SAFE_POINT = 2;
const DRAIN_STEPS = 300_000;

/** A scheduler, a router and guests that do what a seed says, with every rule checked at every step. */
export class World {
  readonly random: Random;
  readonly watch: SchedulerWatch;
  readonly ledger = new Ledger();
  readonly #scheduler: Scheduler;
  readonly #router = new IpcRouter({ senderShare: SENDER_SHARE });
  readonly #buckets = new TenantBuckets(RATE);
  readonly #rates = new RateWatch(RATE);
  readonly #streams = new ReorderBuffer<Delivery>({ held: 6, streams: 4, patience: 50 });
  readonly #source: StreamSource;
  readonly #answers = new AnswerBook(new DedupWindow({ milliseconds: 2000, entries: 12 }));
  readonly #pools = new Map<string, Pool>();
  readonly #workers = new Map<string, Worker>();
  readonly #spinners: readonly string[];
  readonly #running = new Set<string>();
  /** Who has a message in hand, by message id. */
  readonly #holders = new Map<string, Worker>();
  readonly #waits = new Set<{ readonly until: number; readonly giveUp: () => void }>();
  #now = 0;
  #messages = 0;
  #quiet = false;

  constructor(seed: number) {
    this.random = new Random(seed);
    const cores = this.random.between(1, 3);
    this.watch = new SchedulerWatch(cores, SAFE_POINT);
    this.#scheduler = new Scheduler({ cores, onTransition: this.watch.transition });
    for (let i = this.random.between(2, 8); i > 0; i--) this.#addPool(`m${i}`);
    this.#spinners = Array.from({ length: this.random.between(0, 6) }, (_, i) => `spinner${i}`);
    for (const id of this.#spinners) {
      this.#addProcess(id);
      this.#scheduler.to(id, 'ready', 0);
    }
    this.#source = new StreamSource(this.random);
  }

  /** One random step. @throws Violation */
  step(): void {
    this.#pass(this.random.below(3));
    if (this.random.chance(30)) this.#clientSends();
    if (this.random.chance(5)) this.#streamSends();
    if (this.random.below(1000) === 0) this.#operate();
    this.#run();
    this.#check();
  }

  /** Lets everything that is under way end; nothing new comes. @throws Violation */
  drain(): void {
    this.#quiet = true;
    for (const pool of this.#pools.values()) this.#resume(pool);
    for (const id of this.#spinners) {
      this.#running.delete(id);
      this.#scheduler.remove(id, this.#now);
    }
    for (let i = 0; i < DRAIN_STEPS && (this.ledger.open > 0 || this.#waits.size > 0 || this.#streams.held > 0); i++) {
      this.#pass(SAFE_POINT);
      this.#run();
      this.#check();
    }
    hold(this.ledger.open === 0, 'I9', () => `${this.ledger.open} messages never ended`);
    const load = { ...this.#router.load(), ...this.#scheduler.load(), timed: this.#router.expiries.size };
    hold(
      load.queued + load.reserved + load.running + load.ready + load.timed + this.#streams.held === 0,
      'I9',
      () => `something is left: ${JSON.stringify(load)}`,
    );
    for (const { name, mailbox } of this.#pools.values()) this.#checkCredits(name, mailbox);
  }

  /** All credits of a sender are back, so that it can take as many places as it ever could. */
  #checkCredits(name: string, mailbox: Mailbox): void {
    if (mailbox.overflow.startsWith('drop')) return;
    const sender = `${CLIENT_SOURCE}/${TENANTS[0]}`;
    const credits = Math.ceil(mailbox.capacity * SENDER_SHARE);
    let places = 0;
    while (mailbox.reserve(sender)) places++;
    hold(places === credits, 'Q4', () => `${places} credits of ${credits} came back at ${name}`);
    while (places-- > 0) mailbox.release(sender);
  }

  #addPool(name: string): void {
    const mailbox = this.#router.open(name, randomModule(this.random, name));
    const pool: Pool = { name, mailbox, lanes: new Lanes(), workers: [], suspended: false };
    const priority = this.random.pick(PROCESS_PRIORITIES.slice(1));
    for (let i = this.random.between(1, 3); i > 0; i--) {
      const worker: Worker = { id: `${name}#${i}`, module: pool, crank: undefined, call: undefined };
      pool.workers.push(worker);
      this.#workers.set(worker.id, worker);
      this.#addProcess(worker.id, priority, name);
    }
    this.#pools.set(name, pool);
  }

  #addProcess(id: string, priority = this.random.pick(PROCESS_PRIORITIES.slice(1)), group = id): void {
    this.watch.add(id, priority, group);
    this.#scheduler.add(id, priority, group);
  }

  /** Time goes on, and what it ends is ended. */
  #pass(milliseconds: number): void {
    this.#now += milliseconds;
    this.watch.advance(this.#now);
    for (const id of this.#running) {
      const crank = this.#workers.get(id)?.crank;
      if (crank) crank.work -= milliseconds;
    }
    this.#expire();
    for (const { items } of this.#streams.due(this.#now)) this.#deliverStream(items);
    for (const wait of this.#waits) if (wait.until <= this.#now) wait.giveUp();
  }

  #clientSends(): void {
    const tenant = this.random.pick(TENANTS);
    const wait = this.#buckets.take(tenant, 1, this.#now);
    this.#rates.asked(tenant, this.#now, wait);
    if (wait > 0) return;
    const target = this.random.pick([...this.#pools.keys()]);
    this.#sendOrWait(this.#message(CLIENT_SOURCE, target, { tenant, key: this.random.chance(20) }));
  }

  #streamSends(): void {
    const { stream, number } = this.#source.next();
    const target = this.random.pick([...this.#pools.keys()]);
    const offered = this.#streams.offer(
      stream,
      number,
      this.#message(CLIENT_SOURCE, target, { stream, number }),
      this.#now,
    );
    if (offered.ok) this.#deliverStream(offered.value);
  }

  #deliverStream(items: readonly Delivery[]): void {
    for (const delivery of items) {
      this.#source.delivered(delivery.stream!, Number(delivery.payload));
      this.#sendOrWait(delivery);
    }
  }

  #message(
    source: string,
    target: string,
    more: { tenant?: string; key?: boolean; stream?: string; number?: number; id?: string; deadline?: number } = {},
  ): Delivery {
    const messageId = more.id ?? `c${++this.#messages}`;
    return {
      envelope: {
        type: this.random.chance(30) ? 'Query' : 'Command',
        source,
        target,
        opcode: OPCODE,
        metadata: {
          messageId,
          timestamp: '',
          priority: this.random.pick(MESSAGE_PRIORITIES),
          schemaVersion: 1,
          tenantId: more.tenant ?? TENANTS[0]!,
          ...(more.key ? { idempotencyKey: `key${this.random.below(30)}` } : {}),
        },
      },
      payload: String(more.number ?? 0),
      callers: [],
      storedKey: undefined,
      expiresAt: this.random.chance(25) ? this.#now + this.random.between(1, 400) : Infinity,
      deadline: more.deadline ?? (this.random.chance(15) ? this.#now + this.random.between(1, 400) : undefined),
      stream: more.stream,
      settle: () => undefined,
    };
  }

  /** Sends what a client sends; where senders are kept waiting, it waits for its place. */
  #sendOrWait(delivery: Delivery): void {
    const { target } = delivery.envelope;
    const admitted = this.#router.admit(this.#routeOf(delivery), { text: '0' });
    if (admitted.ok) return this.#push(delivery);
    const { mailbox } = this.#pools.get(target)!;
    if (mailbox.overflow !== 'block-sender' || this.#quiet) return;
    const until = Math.min(this.#now + PLACE_PATIENCE, delivery.expiresAt, delivery.deadline ?? Infinity);
    const wait = {
      until,
      giveUp: () => {
        this.#waits.delete(wait);
        forget();
      },
    };
    const forget = mailbox.whenRoom(() => {
      this.#waits.delete(wait);
      const again = this.#router.admit(this.#routeOf(delivery), { text: '0' });
      hold(again.ok, 'Q3', () => `${idOf(delivery)} was told of a place at ${target} that was not there`);
      this.#push(delivery);
    }, `${CLIENT_SOURCE}/${delivery.envelope.metadata.tenantId}`);
    this.#waits.add(wait);
  }

  #routeOf({ envelope: { source, target, type, opcode, metadata }, callers }: Delivery): Route {
    return { source, target, type, opcode, callers, tenantId: metadata.tenantId };
  }

  /** Fills a place that was reserved. */
  #push(delivery: Delivery): void {
    const pool = this.#pools.get(delivery.envelope.target)!;
    this.ledger.accepted(delivery);
    const evicted = pool.mailbox.push(delivery);
    if (evicted) this.#fail(evicted);
    if (this.#router.expiries.next <= this.#now) this.#expire();
    hold(pool.mailbox.length <= pool.mailbox.capacity, 'I14', () => `${pool.name} holds ${pool.mailbox.length}`);
    this.#poke(pool);
  }

  #expire(): void {
    for (const over of this.#router.expiries.due(this.#now)) this.#fail(over);
  }

  #fail(delivery: Delivery): void {
    this.#settle(delivery, { ok: false, error: { code: 0, name: 'timeout', message: '' }, messageId: idOf(delivery) });
  }

  #settle(delivery: Delivery, reply: Reply<string>): void {
    const { source, target, metadata } = delivery.envelope;
    this.ledger.ended(delivery);
    const sender = source === CLIENT_SOURCE ? `${CLIENT_SOURCE}/${metadata.tenantId}` : source;
    this.#pools.get(target)!.mailbox.settled(sender);
    delivery.settle(reply);
  }

  /** Lets an idle process of a pool look at the mailbox. */
  #poke(pool: Pool): void {
    if (pool.suspended || pool.mailbox.length === 0) return;
    const idle = pool.workers.find(({ id }) => this.#scheduler.stateOf(id) === 'waiting');
    if (idle) this.#scheduler.to(idle.id, 'ready', this.#now);
  }

  #run(): void {
    for (const id of [...this.#running]) this.#safePoint(id);
    for (let next = this.#scheduler.next(this.#now); next; next = this.#scheduler.next(this.#now)) {
      this.watch.decided(next);
      this.#running.add(next.process);
      const worker = this.#workers.get(next.process);
      if (worker && !worker.crank) this.#take(worker);
    }
  }

  /** A running process may be told to give way, or goes on with what it does. */
  #safePoint(id: string): void {
    const worker = this.#workers.get(id);
    if (worker?.module.suspended) this.#stop(worker, 'suspended');
    else if (this.#scheduler.shouldYield(id, this.#now)) {
      this.#running.delete(id);
      this.#scheduler.preempt(id, this.#now);
    } else if (worker) this.#goOn(worker);
  }

  #stop(worker: Worker, state: 'suspended' | 'waiting' | 'blocked' | 'ready'): void {
    this.#running.delete(worker.id);
    this.#scheduler.to(worker.id, state, this.#now);
  }

  #take(worker: Worker): void {
    const { mailbox, lanes } = worker.module;
    const delivery = mailbox.takeIf((one) => lanes.mayStart(one));
    if (!delivery) return this.#stop(worker, 'waiting');
    this.ledger.started(delivery, this.#now);
    lanes.begin(delivery);
    this.#holders.set(idOf(delivery), worker);
    this.#scheduler.setDeadline(worker.id, delivery.deadline);
    const acts = this.#answers.recalls(delivery, this.#now) ? [] : this.#randomActs();
    worker.crank = { delivery, acts, work: this.random.below(6), outbox: [], sent: 0 };
    this.#poke(worker.module);
  }

  #randomActs(): Act[] {
    const others = [...this.#pools.keys()];
    return Array.from({ length: this.random.below(4) }, () => {
      const kind = this.random.pick(['work', 'work', 'send', 'call'] as const);
      return kind === 'work'
        ? { kind, milliseconds: this.random.chance(3) ? this.random.below(120) : this.random.below(8) }
        : { kind, target: this.random.pick(others) };
    });
  }

  #goOn(worker: Worker): void {
    const crank = worker.crank!;
    if ((crank.delivery.deadline ?? Infinity) <= this.#now) return this.#end(worker, false);
    if (crank.work > 0) return;
    const act = crank.acts.shift();
    if (!act) this.#end(worker, this.random.chance(95));
    else if (act.kind === 'work') crank.work = act.milliseconds;
    else if (act.kind === 'send') this.#guestSends(worker.module.name, crank, act.target);
    else this.#guestCalls(worker, crank, act.target);
  }

  #guestSends(source: string, crank: SimulatedCrank, target: string): void {
    const delivery = this.#message(source, target, { id: `${idOf(crank.delivery)}.${++crank.sent}` });
    const admitted = this.#router.admit(this.#routeOf(delivery), { text: '0' });
    if (admitted.ok) crank.outbox.push({ mailbox: admitted.value.mailbox, delivery });
  }

  #guestCalls(worker: Worker, crank: SimulatedCrank, target: string): void {
    const callers = [...crank.delivery.callers, worker.module.name];
    const id = `${idOf(crank.delivery)}.${++crank.sent}`;
    const { deadline } = crank.delivery;
    const delivery: Delivery = {
      ...this.#message(worker.module.name, target, { id, ...(deadline === undefined ? {} : { deadline }) }),
      callers,
      settle: () => this.#wake(worker),
    };
    const admitted = this.#router.admit(this.#routeOf(delivery), { text: '0' });
    const cycle = callers.includes(target);
    hold(
      cycle === (!admitted.ok && admitted.fault.name === 'call-cycle'),
      'Q12',
      () => `${callers.join()} > ${target}`,
    );
    if (!admitted.ok) return;
    worker.call = delivery;
    if (!canGoOn(this.#graph, worker)) {
      worker.call = undefined;
      admitted.value.mailbox.release(admitted.value.sender);
      return;
    }
    this.#scheduler.waitsFor(worker.id, target, this.#now);
    this.watch.waits(worker.id, target);
    this.#stop(worker, 'blocked');
    this.#push(delivery);
    this.#poke(worker.module);
  }

  readonly #graph: CallGraph<Worker, Delivery> = {
    callOf: ({ call }) => call,
    holderOf: (call) => this.#holders.get(idOf(call)),
    blockerOf: (call) => {
      const blocker = this.#pools.get(call.envelope.target)!.lanes.blockerOf(call);
      return blocker && this.#holders.get(idOf(blocker));
    },
    poolOf: (call) => ({ processes: this.#pools.get(call.envelope.target)!.workers, mayGrow: false }),
  };

  #wake(worker: Worker): void {
    worker.call = undefined;
    this.#scheduler.answered(worker.id, this.#now);
    this.watch.waits(worker.id, undefined);
    if (this.#scheduler.stateOf(worker.id) !== 'blocked') return;
    this.#scheduler.to(worker.id, worker.module.suspended ? 'suspended' : 'ready', this.#now);
  }

  /** The crank ends: what it sent leaves, or the places are given back. */
  #end(worker: Worker, commits: boolean): void {
    const { delivery, outbox } = worker.crank!;
    const sender = worker.module.name;
    worker.crank = undefined;
    worker.module.lanes.end(delivery);
    this.#holders.delete(idOf(delivery));
    this.#scheduler.setDeadline(worker.id, undefined);
    if (commits) this.#answers.commit(delivery, this.#now);
    for (const one of outbox) {
      if (commits) this.#push(one.delivery);
      else one.mailbox.release(sender);
    }
    if (commits) this.#settle(delivery, { ok: true, payload: '', messageId: idOf(delivery) });
    else this.#fail(delivery);
    this.#stop(worker, worker.module.mailbox.length > 0 ? 'ready' : 'waiting');
    this.#poke(worker.module);
  }

  /** An operator suspends a module, or lets one go on. */
  #operate(): void {
    const pool = this.random.pick([...this.#pools.values()]);
    if (pool.suspended) return this.#resume(pool);
    pool.suspended = true;
    for (const { id } of pool.workers)
      if (['waiting', 'ready'].includes(this.#scheduler.stateOf(id)!)) this.#scheduler.to(id, 'suspended', this.#now);
  }

  #resume(pool: Pool): void {
    pool.suspended = false;
    for (const { id, crank, call } of pool.workers) {
      if (this.#scheduler.stateOf(id) !== 'suspended') continue;
      this.#scheduler.to(id, call ? 'blocked' : crank ? 'ready' : 'waiting', this.#now);
    }
    this.#poke(pool);
  }

  /** What must hold between any two steps. */
  #check(): void {
    const { queued } = this.#router.load();
    hold(queued <= this.ledger.open, 'I9', () => `${queued} are queued, but ${this.ledger.open} are open`);
    const next = this.#router.expiries.next;
    hold(next > this.#now, 'Q7', () => `a message whose time was over at ${next} lies in its mailbox at ${this.#now}`);
    this.watch.checkPriorities((id) => this.#scheduler.priorityOf(id));
  }
}
