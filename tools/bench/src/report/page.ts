import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Kept } from './results-file.ts';
import { meets, type Beside } from './result.ts';
import { shown } from './text.ts';

const OPEN = '<!-- generated: results -->';
const CLOSE = '<!-- end of generated -->';

/** Puts the results of the file into their place in the page. */
export function writePage(page: string, resultsFile: string): void {
  writeFileSync(page, withResults(readFileSync(page, 'utf8'), resultsFile));
}

/** The page with the table of the results in its place. @throws Error when the page has no place for them. */
export function withResults(page: string, resultsFile: string): string {
  const [from, to] = [page.indexOf(OPEN), page.indexOf(CLOSE)];
  if (from < 0 || to < from) throw new Error('The page has no place for the results.');
  const results = existsSync(resultsFile)
    ? Object.values(JSON.parse(readFileSync(resultsFile, 'utf8')) as Record<string, Kept>)
    : [];
  return `${page.slice(0, from + OPEN.length)}\n\n${conditions(results)}\n\n${table(results)}\n\n${page.slice(to)}`;
}

/** When and where the figures come from, and how busy the machine was with other work. */
function conditions(results: readonly Kept[]): string {
  if (results.length === 0) return 'Nothing was measured yet.';
  const { date, node, processor, cores } = results.at(-1)!.machine;
  const load = Math.max(...results.map(({ machine }) => machine.load));
  return `Measured last on ${date} with Node ${node} on ${cores} cores (${processor}); load of the machine at most ${load}, of which the harness itself is one or two.`;
}

const table = (results: readonly Kept[]): string =>
  [
    '| key | what | median | spread | target | durability | beside |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...results.map(row),
  ].join('\n');

function row(result: Kept): string {
  const { key, what, unit, median, min, max, p99, target, better, judged, beside } = result;
  const aim = `${judged === 'p99' ? 'p99 ' : ''}${better === 'lower' ? '≤' : '≥'} ${shown(target ?? 0)}`;
  const verdict = target === null ? '' : `${aim}, ${meets(result) === true ? 'met' : 'missed'}`;
  const tail = p99 === undefined ? '' : `; p99 ${shown(p99)}`;
  const others = Object.entries(beside).map(([name, side]) => `${name} ${figure(side)}`);
  return `| \`${key}\` | ${what} | ${shown(median)} ${unit} | ${shown(min)} – ${shown(max)}${tail} | ${verdict} | ${result.durability} | ${others.join(' · ')} |`;
}

const figure = (side: Beside): string => ('absent' in side ? `none (${side.absent})` : shown(side.median));
