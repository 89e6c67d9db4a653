import { compare, isAbsent, type Measured } from './harness/compare.ts';
import type { Command } from './command-line.ts';
import { COMPARISONS } from './comparisons/index.ts';
import type { Comparison, Contestant, Effort, Honesty, Subject } from './harness/contestant.ts';
import { installPeers } from './peers/install-peers.ts';
import type { Beside, Result } from './report/result.ts';

export interface Outcome {
  readonly results: readonly Result[];
  /** Subjects that could not be measured, or whose counts were wrong; a line each. */
  readonly failures: readonly string[];
}

/** Measures the keys of the command, comparison by comparison. Progress is said line by line. */
export async function runBenchmarks(
  { only, peers, effort }: Omit<Command, 'json'>,
  say: (line: string) => void,
): Promise<Outcome> {
  const results: Result[] = [];
  const failures: string[] = [];
  const missing = peers ? await installPeers() : undefined;
  if (missing !== undefined) say(`The peers could not be installed: ${missing}`);
  for (const [number, comparison] of COMPARISONS.entries()) {
    const subjects = comparison.subjects.filter(({ key }) => only.length === 0 || only.includes(key));
    if (subjects.length === 0) continue;
    const from = performance.now();
    comparison.prepare?.();
    const beside = peers ? comparison.peers.filter((peer) => subjects.some((subject) => stands(subject, peer))) : [];
    const measured = await compare(number, comparison, subjects, beside, effort, missing);
    for (const subject of subjects) {
      const outcome = measured.subjects.get(subject)!;
      if (isAbsent(outcome)) failures.push(`${subject.key}: ${outcome.absent}`);
      else results.push(resultOf(comparison, subject, measured, effort));
    }
    const seconds = ((performance.now() - from) / 1000).toFixed(0);
    say(`${subjects.map(({ key }) => key).join(', ')}: ${seconds} s`);
  }
  return { results, failures };
}

const stands = ({ beside }: Subject, { name }: Contestant): boolean => beside?.includes(name) ?? true;

function resultOf(comparison: Comparison, subject: Subject, measured: Measured, effort: Effort): Result {
  const { unit, better, rounds = Infinity } = comparison;
  const { key, what } = subject;
  const figures = measured.subjects.get(subject)!;
  if (isAbsent(figures)) throw new Error(figures.absent);
  const besides = [...measured.peers].filter(([peer]) => stands(subject, peer));
  const beside = Object.fromEntries(
    besides.map(([peer, outcome]): [string, Beside] => [peer.name, { ...outcome, ...honestyOf(peer) }]),
  );
  const target = targetOf(subject, measured);
  const judged = comparison.judged ?? 'median';
  const taken = Math.min(rounds, effort.rounds);
  return { key, what, unit, better, target, judged, rounds: taken, ...figures, ...honestyOf(subject), beside };
}

const honestyOf = ({ isolation, durability }: Honesty): Honesty => ({ isolation, durability });

function targetOf({ target }: Subject, { peers }: Measured): number | null {
  if (target === undefined || typeof target === 'number') return target ?? null;
  const outcome = [...peers].find(([{ name }]) => name === target.peer)?.[1];
  return outcome === undefined || isAbsent(outcome) ? null : outcome.median * target.times;
}
