import { nodeClock, nodeEntropy, nodeLoop } from '@esta-logic/driver-node-host';
import { openSqlite } from '@esta-logic/driver-sqlite';
import type { PastPowers } from '@esta-logic/replay';
import { hostToolchain, type Records } from './records.ts';

/** What kernels of the past are made of on this host: they keep what happens in them in memory. */
export const pastPowers = async ({ reader, components }: Records): Promise<PastPowers> => ({
  reader,
  components,
  // Beside the module files: a folder of its own, which may be deleted at any time.
  snapshots: components,
  toolchain: await hostToolchain(),
  provider: () => openSqlite({ file: ':memory:' }),
  loop: nodeLoop(),
  clock: nodeClock(),
  entropy: nodeEntropy(),
});
