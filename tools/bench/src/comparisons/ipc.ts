import type { Comparison } from '../harness/contestant.ts';
import { measured } from '../harness/measured.ts';
import { oneByOne } from '../harness/timing.ts';
import { guest, KIBIBYTE } from '../guests/manifests.ts';
import { KERNEL, onKernel } from '../kernel/kernel-contestant.ts';
import { capnweb, CAPNWEB } from '../peers/capnweb.ts';
import { moleculer, MOLECULER } from '../peers/moleculer.ts';

/** Calls that the asking guest makes while it handles one message. */
const CALLS = 100;

/** A request and its reply between two parties, 1 KiB each way. */
export const IPC: Comparison = {
  unit: 'µs',
  better: 'lower',
  subjects: [
    {
      key: 'ipc',
      what: 'request and reply of 1 KiB between two native guests, each handled as a crank of its own',
      target: 5,
      name: 'esta',
      ...KERNEL,
      open: onKernel(
        () => [guest('native'), guest('native', { id: 'neighbour' })],
        async (bench, effort) => {
          const { value } = await oneByOne(effort, () => {
            bench.tally.calls += CALLS;
            return bench.ask('bench', 'bench.neighbour', KIBIBYTE);
          });
          return { value: value / CALLS };
        },
      ),
    },
  ],
  peers: [
    {
      name: 'moleculer',
      needs: 'moleculer',
      ...MOLECULER,
      open: measured(oneByOne, async () => {
        const broker = await moleculer();
        return { act: () => broker.call('bench.echo', KIBIBYTE), close: () => broker.stop() };
      }),
    },
    {
      name: 'capnweb',
      needs: 'capnweb',
      ...CAPNWEB,
      open: measured(oneByOne, async () => {
        const { stub, close } = await capnweb();
        return { act: () => stub.echo(KIBIBYTE), close };
      }),
    },
  ],
};
