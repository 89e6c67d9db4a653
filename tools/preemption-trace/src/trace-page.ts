import type { TracedRun } from './run-trace.ts';
import type { TraceLine } from './trace.ts';

const milliseconds = (value: number): string => value.toFixed(2);

/** The page docs/preemption.md. */
export const tracePage = ({ lines, ended, answers, loggedFuel }: TracedRun): string => `# A trace of preemption
One TypeScript service loops for ever, with the priority \`low\` and a budget of 300 ms of CPU for one message.
Beside it, on the same thread, a service of the priority \`high\` answers requests.
This page was written by \`npm run trace -w @esta-logic/preemption-trace\` from a real run; the times are of that run and its machine, the fuel is the same everywhere.
A test runs the same and holds it to what is said here.

- **Preempted and overtaken.** The request that arrives while the loop runs is answered ${milliseconds(answers.besideTheLoop)} ms later; alone it takes ${milliseconds(answers.alone)} ms. The loop becomes \`ready\` in the middle of its code, and goes on there.
- **Suspended and resumed.** While it is suspended the loop is granted no fuel: the figures before and behind are the same. A request meanwhile took ${milliseconds(answers.whileSuspended)} ms.
- **Ended.** Its budget is used up at exactly ${loggedFuel} units, on every machine: its sender hears \`${ended.ok ? 'an answer' : ended.error.name}\`, and the audit log has the figure.

| ms | process | what happens | fuel granted so far |
|---|---|---|---|
${lines.map(row).join('\n')}

What the states mean is in [the kernel's rules](spec/kernel.md); what a safe point is, in [the meter's](spec/meter.md).
`;

const row = ({ at, process, what, fuel }: TraceLine): string =>
  `| ${milliseconds(at)} | ${process} | ${what} | ${fuel === undefined ? '' : fuel} |`;
