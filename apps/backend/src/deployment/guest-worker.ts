import { workerData } from 'node:worker_threads';
import { directoryComponentStore } from '@esta-logic/driver-node-host';
import { serveGuests } from '@esta-logic/driver-node-workers';
import { createLoader } from '@esta-logic/loader';
import { hostToolchain } from './records.ts';

/** A worker thread that runs guests of the kernel of one data directory. */
const { data } = workerData as { readonly data: { readonly directory: string } };
serveGuests(createLoader({ ...(await hostToolchain()), components: directoryComponentStore(data.directory) }));
