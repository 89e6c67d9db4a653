import { BatchReplayer, crankBatches, RecordedModules, Replayer, ReplayTally } from '@esta-logic/replay';
import type { Comparison, Contestant, Honesty, Running } from '../harness/contestant.ts';
import type { Language } from '../guests/built-guests.ts';
import { guest, KIBIBYTE } from '../guests/manifests.ts';
import { bootBenchKernel, loaderPowers, loaderWith } from '../kernel/bench-kernel.ts';

/** Cranks of the history that is replayed, in each round from its beginning. */
const CRANKS = 2000;

/** Records the history of a kernel, then replays it as `esta replay --all` does on one core. */
const replaying =
  (language: Language, stateful: boolean): Contestant['open'] =>
  async (effort): Promise<Running> => {
    const powers = await loaderPowers();
    const { digest } = powers;
    const cranks = Math.min(CRANKS, effort.messages);
    const bench = await bootBenchKernel(await loaderWith([guest(language, { stateful })], powers));
    for (let i = 0; i < cranks; i++) await bench.ask('bench', 'bench.echo', KIBIBYTE);
    const { provider } = bench;
    const modules = new RecordedModules(powers);
    return {
      round: async () => {
        const tally = new ReplayTally(digest);
        const replayer = new BatchReplayer(new Replayer(modules.load), digest, { againstLog: true });
        const before = performance.now();
        for await (const batch of crankBatches(provider)) tally.add(await replayer.replay(batch));
        const seconds = (performance.now() - before) / 1000;
        const { same, notes } = tally.report();
        if (same !== cranks)
          throw new Error(`${same} of ${cranks} cranks replayed the same: ${notes[0]?.sentence ?? 'no note'}`);
        return { value: cranks / seconds };
      },
      close: () => bench.close(),
    };
  };

const REPLAY: Honesty = {
  isolation: 'sandboxed, metered; no store attached; every record checked against the log',
  durability: 'read from a store in memory',
};

/** Recorded cranks that are run again and compared, on one core. */
export const REPLAY_RATE: Comparison = {
  unit: 'per second',
  better: 'higher',
  subjects: [
    {
      key: 'replay.rate',
      what: 'cranks replayed and compared, echo of 1 KiB by a native guest, one core',
      target: 20_000,
      name: 'esta native',
      ...REPLAY,
      open: replaying('native', false),
    },
    {
      key: 'replay.rate.stateful',
      what: 'cranks replayed and compared, echo of 1 KiB by a stateful TypeScript guest, one core',
      target: 20_000,
      name: 'esta stateful',
      ...REPLAY,
      open: replaying('typescript', true),
    },
    {
      key: 'replay.rate.hermetic',
      what: 'cranks replayed and compared, echo of 1 KiB by a hermetic TypeScript guest, one core',
      target: 8000,
      name: 'esta hermetic',
      ...REPLAY,
      open: replaying('typescript', false),
    },
  ],
  peers: [],
};
