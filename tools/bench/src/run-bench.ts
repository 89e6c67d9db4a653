import { readCommand, USAGE } from './command-line.ts';
import { COMPARISONS } from './comparisons/index.ts';
import { buildGuests } from './guests/built-guests.ts';
import { runBenchmarks } from './run-benchmarks.ts';
import { asJson, asTable } from './report/text.ts';
import { FULL } from './harness/contestant.ts';
import { keepResults } from './report/results-file.ts';
import { PAGE_FILE, RESULTS_FILE } from './folders.ts';
import { writePage } from './report/page.ts';

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};
const keys = COMPARISONS.flatMap(({ subjects }) => subjects.map(({ key }) => key));

async function main(args: readonly string[]): Promise<number> {
  const command = readCommand(args);
  const unknown = command.only.filter((key) => !keys.includes(key));
  if (unknown.length > 0) {
    say(`There is no benchmark ${unknown.join(', ')}. There are: ${keys.join(', ')}.\n${USAGE}`);
    return 2;
  }
  await buildGuests();
  const { results, failures } = await runBenchmarks(command, say);
  if (command.effort === FULL) {
    keepResults(RESULTS_FILE, results, keys);
    writePage(PAGE_FILE, RESULTS_FILE);
  }
  process.stdout.write(command.json ? `${asJson(results)}\n` : asTable(results));
  for (const failure of failures) say(failure);
  return failures.length > 0 ? 1 : 0;
}

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  say(error instanceof Error ? error.message : String(error));
  return 2;
});
