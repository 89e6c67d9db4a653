/** `npm run trace -w @esta-logic/preemption-trace`: writes docs/preemption.md from a run. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runTrace } from './run-trace.ts';
import { tracePage } from './trace-page.ts';

const page = tracePage(await runTrace());
writeFileSync(join(import.meta.dirname, '../../../docs/preemption.md'), page);
console.log(page);
