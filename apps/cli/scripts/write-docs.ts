// Writes docs/cli.md out of the commands' own help: `node --conditions=@esta-logic/source apps/cli/scripts/write-docs.ts`.
import { writeFileSync } from 'node:fs';
import { COMMANDS } from '../src/commands/index.ts';
import { commandHelp, overview } from '../src/help.ts';

const INTRODUCTION = `# The command line: \`esta\`

This page is written by \`apps/cli/scripts/write-docs.ts\` from the help of the commands.

\`\`\`sh
npx esta import timesheets.csv --data ./my-company
npx esta balances --data ./my-company --as-of 2026-06-30
\`\`\`

## What holds for every command

- **One kernel per data directory.** A command reaches a running \`esta start\` through the control socket of the directory; where none runs, it opens the directory itself for as long as it needs. The exclusive lock of \`kernel.db\` decides between two that start at once: the loser waits, and reports error 1017 when the directory does not come free within a minute. \`esta start\` on a directory that is being served refuses at once with 1017 and says where.
- **\`--json\`** prints exactly one JSON document on stdout; everything else goes to stderr. A failure is a document too: \`{"error": {"code", "name", "message"}}\`.
- **Exit codes**: 0 done, 1 refused or failed, 2 wrong usage.
- **Hours** are exact fractions as text (\`"77/6"\`) under \`--json\`, and rounded to two decimals for people.
- **Node**: the kernel needs WebAssembly JSPI (Node 24.21 or later, or 26). Started under an older Node, \`esta\` hands over to \`node_modules/node/bin/node\` where there is one.

## What \`--json\` prints

| command | document |
|---|---|
| \`start\` | \`{url, dataDir, pid, balances?}\`, once it serves |
| \`import\` | \`{accepted, rejected: [{row, column, value, reason}], employees, shifts, duplicates, healed?, layout, description, notes, dryRun?, error?}\` |
| \`employer\` | \`{employer, policy, configured}\` |
| \`employee\` | \`{id, name?, hireDate?, hireDateAssumed?, separationDate?, paidOut?, earlierEmployments?, birthDate?, flsa?, normalWeekHours?}\`; a list of them for \`list\` |
| \`balances\` | \`{asOf, employer, balances: [{employee, hoursWorked, accrued, carriedIn, used, available, usableFrom, separationDate?, citations}]}\` |
| \`ledger\` | \`{asOf, employee, name, hireDate, entries: [{date, kind, hours, balance, year, cause, counted?, rule, citation, pack}], years, warnings}\` |
| \`obligations\` | \`{from, to, obligations: [{id, kind, date, employee?, name?, rule, citation, sentence}], warnings}\` |
| \`yearend\` | \`{through, preview, lines: [{employee, name?, year, start, end, hoursWorked, accrued, carriedIn, used, adjusted, balance, carried, forfeited, carryoverCap, nextGrant, closedOn, citations}], warnings}\` |
| \`statement\` | \`{file, employee, name, from, to, opening, closing, sums: [{kind, hours}], entries, receipt}\` |
| \`packs\` | \`[{id, version, hash, status, inUse, jurisdiction, act, citation, effectiveFrom, effectiveTo, review, sources, rules?}]\` |
| \`cases\` | \`{passed, failed, cases: [{id, pass, got, diff: [{path, expected, got}]}]}\` |
| \`modules\` | \`[{id, version, hash, state, fault?}]\` |
| \`install\` | \`{module, version, hash}\` |
| \`ps\` | \`[{id, module, version, priority, state, mailbox, cranks, faults, busyMilliseconds, memoryBytes}]\` |
| \`stop\`, \`suspend\`, \`resume\` | the process as \`ps\` shows it |
| \`dead-letters\` | \`[{seq, source, target, type, opcode, messageId, timestamp, fault}]\`; one of them for \`retry\` and \`discard\`, with its \`payload\` for \`show\` |
| \`send\` | \`{ok, payload \\| error: {code, name, message}, messageId}\` |
| \`replay\` | \`{ok, cranks, same, notRun, diverged, failed, fuel, hash, notes: [{seq, process, module, component, sentence, divergence?}], seconds, cores}\` |
| \`at\` | \`{seq, time, modules}\`; with a command, what the command prints |
| \`step\` | \`{process, cranks: [{seq, process, time, message, calls: [{call, on?, arguments, state, result?, fault?}], changes: [{collection, key, before?, after?}], ended, fuel, reply?, fault?}]}\` |
| \`fork\` | \`{seq, messages, replies: [{seq, target, opcode, before, after}], state: [{tenantId, service, collection, key, before?, after?}], balances: [{employee, before?, after?}]}\` |
| \`export journal\` | \`{file, cranks}\` |
| \`log verify\` | \`{ok, entries, head, problem?: {seq, kind, what}}\` |

An import takes all rows or none: with a bad row \`accepted\` is 0, \`rejected\` names every bad row, \`error\` says why, and the exit code is 1.

## The commands
`;

const block = (text: string): string => `\`\`\`text\n${text}\n\`\`\`\n`;
const sections = COMMANDS.map((command) => `\n### esta ${command.name}\n\n${block(commandHelp(command))}`);
writeFileSync(
  new URL('../../../docs/cli.md', import.meta.url),
  `${INTRODUCTION}\n${block(overview(COMMANDS))}${sections.join('')}`,
);
