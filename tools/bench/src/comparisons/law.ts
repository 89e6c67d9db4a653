import type { KernelEvent } from '@esta-logic/kernel-boundary';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Comparison, Contestant, Effort, Honesty } from '../harness/contestant.ts';
import { ROOT } from '../folders.ts';
import { KERNEL_ON_DISK } from '../kernel/kernel-contestant.ts';
import { peersFolder } from '../peers/install-peers.ts';

/** Decides all cases and gives an answer for each. */
type Way = () => Promise<readonly unknown[]>;
type Observe = (event: KernelEvent) => void;

/** apps/backend/bench/law-decisions.bench.mjs */
interface Decisions {
  sandbox(observe?: Observe): Promise<{ readonly ways: Readonly<Record<string, Way>>; done(): Promise<void> }>;
  /** @throws Error when two ways of the sandbox do not give the very same decisions, or wrong ones. */
  checkSandbox(ways: Readonly<Record<string, Way>>): Promise<void>;
  peers(folder: string): Readonly<Record<string, Way>>;
  check(name: string, answers: readonly unknown[]): void;
}

/** apps/backend/bench/law-yearend.bench.mjs */
interface YearEnds {
  yearEnd(employees: number): Promise<{ readonly previewSeconds: number; readonly closeSeconds: number }>;
}

const load = <T>(file: string): Promise<T> =>
  import(pathToFileURL(join(ROOT, 'apps/backend/bench', file)).href) as Promise<T>;

const EMPLOYEES = 10_000;

/** The components of the services, from Nx's cache when nothing changed. */
function buildServices(): void {
  const nx = join(ROOT, 'node_modules/nx/dist/bin/nx.js');
  const { status, stdout } = spawnSync(process.execPath, [nx, 'run-many', '-t', 'componentize'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The services could not be built: ${stdout.trim().split('\n').at(-1)}`);
}

/** Answers a second. */
async function perSecond(way: Way, { milliseconds }: Effort): Promise<{ readonly value: number }> {
  const before = performance.now();
  let answered = 0;
  do answered += (await way()).length;
  while (performance.now() - before < milliseconds);
  return { value: (answered * 1000) / (performance.now() - before) };
}

/** Every message that the kernel took must have been committed when it is at rest. */
function countMessages(): { readonly observe: Observe; check(): void } {
  const counts = { routed: 0, committed: 0 };
  return {
    observe: ({ kind }) => {
      if (kind === 'message.accepted') counts.routed++;
      else if (kind === 'crank.committed') counts.committed++;
    },
    check: () => {
      if (counts.routed === 0 || counts.committed < counts.routed)
        throw new Error(`${counts.routed} messages were routed, but ${counts.committed} cranks committed`);
    },
  };
}

const inSandbox =
  (name: string): Contestant['open'] =>
  async (effort) => {
    const { sandbox, checkSandbox } = await load<Decisions>('law-decisions.bench.mjs');
    const counts = countMessages();
    const { ways, done } = await sandbox(counts.observe);
    await checkSandbox(ways);
    return {
      round: () => perSecond(ways[name]!, effort),
      close: async () => {
        await done();
        counts.check();
      },
    };
  };

const inPeer =
  (name: string): Contestant['open'] =>
  async (effort) => {
    const { peers, check } = await load<Decisions>('law-decisions.bench.mjs');
    const way = peers(peersFolder())[name]!;
    check(name, await way());
    return { round: () => perSecond(way, effort), close: () => Promise.resolve() };
  };

const RULES_ENGINE: Honesty = {
  isolation: 'none: rules of trusted authors, in numbers of 64 bits',
  durability: 'none',
};

const peer = (name: string, needs: string, way: string): Contestant => ({
  name,
  needs,
  ...RULES_ENGINE,
  open: inPeer(way),
});

/** The same decision, with the trace of every step, by rules engines and by a service in its sandbox. */
export const LAW_DECISIONS: Comparison = {
  unit: 'per second',
  better: 'higher',
  rounds: 5,
  prepare: buildServices,
  subjects: [
    {
      key: 'law.decisions',
      what: 'decisions with their full trace by the compliance engine in its sandbox, as a table, spelled out',
      target: { times: 10, peer: 'zen-engine' },
      name: 'esta',
      ...KERNEL_ON_DISK,
      open: inSandbox('sandbox: compliance.decide-table, spelled out'),
    },
    {
      key: 'law.decisions.many',
      what: 'decisions with their full trace by the compliance engine in its sandbox, 200 cases a message',
      name: 'esta many',
      ...KERNEL_ON_DISK,
      open: inSandbox('sandbox: compliance.decide-many, 200 a message'),
    },
  ],
  peers: [
    peer('zen-engine', '@gorules/zen-engine', 'zen-engine with trace, 200 in flight'),
    peer('zen-engine-1', '@gorules/zen-engine', 'zen-engine with trace, one by one'),
    peer('json-rules-engine', 'json-rules-engine', 'json-rules-engine with trace, one by one'),
  ],
};

/** The year end of a company, in pages, through the kernel on disk. Its hours are read in before. */
export const LAW_YEAR_END: Comparison = {
  unit: 's',
  better: 'lower',
  rounds: 1,
  freshProcess: true,
  prepare: buildServices,
  subjects: [
    {
      key: 'law.yearend',
      what: `the year end of ${EMPLOYEES.toLocaleString('en-US')} employees, every page committed`,
      name: 'esta',
      ...KERNEL_ON_DISK,
      patience: 400_000,
      open: async (effort) => {
        const { yearEnd } = await load<YearEnds>('law-yearend.bench.mjs');
        const round = async (): Promise<{ readonly value: number }> => ({
          value: (await yearEnd(Math.min(EMPLOYEES, effort.messages))).closeSeconds,
        });
        return { round, close: () => Promise.resolve() };
      },
    },
  ],
  peers: [],
};
