import { compare, isAbsent, type Measured } from './harness/compare.ts';
import type { Command } from './command-line.ts';
import { COMPARISONS } from './comparisons/index.ts';
import type { Comparison, Contestant, Effort, Honesty, Subject } from './harness/contestant.ts';
import type { Summary } from './harness/summary.ts';
import { installPeers } from './peers/install-peers.ts';
import type { Beside, Result } from './report/result.ts';

export interface Outcome {
  readonly results: readonly Result[];
  /** Subjects that could not be measured, or whose counts were wrong; a line each. */
  readonly failures: readonly string[];
}

type Wanted = Omit<Command, 'json'>;

/** Measures the keys of the command, comparison by comparison. Progress is said line by line. */
export async function runBenchmarks(wanted: Wanted, say: (line: string) => void): Promise<Outcome> {
  const { only, peers } = wanted;
  const missing = peers ? await installPeers() : undefined;
  if (missing !== undefined) say(`The peers could not be installed: ${missing}`);
  const outcomes: Outcome[] = [];
  for (const [number, comparison] of COMPARISONS.entries()) {
    const subjects = comparison.subjects.filter(({ key }) => only.length === 0 || only.includes(key));
    if (subjects.length === 0) continue;
    const from = performance.now();
    outcomes.push(await measure(number, subjects, wanted, missing));
    const seconds = ((performance.now() - from) / 1000).toFixed(0);
    say(`${subjects.map(({ key }) => key).join(', ')}: ${seconds} s`);
  }
  return {
    results: outcomes.flatMap(({ results }) => results),
    failures: outcomes.flatMap(({ failures }) => failures),
  };
}

async function measure(
  number: number,
  subjects: readonly Subject[],
  { peers, effort }: Wanted,
  missing: string | undefined,
): Promise<Outcome> {
  const comparison = COMPARISONS[number]!;
  const unprepared = prepare(comparison);
  if (unprepared !== undefined) return { results: [], failures: subjects.map(({ key }) => `${key}: ${unprepared}`) };
  const beside = peers ? comparison.peers.filter((peer) => subjects.some((subject) => stands(subject, peer))) : [];
  const measured = await compare(number, comparison, subjects, beside, effort, missing);
  const results: Result[] = [];
  const failures: string[] = [];
  for (const [subject, figures] of measured.subjects) {
    if (isAbsent(figures)) failures.push(`${subject.key}: ${figures.absent}`);
    else results.push(resultOf(comparison, subject, figures, measured, effort));
  }
  return { results, failures };
}

/** Why a comparison cannot be made; undefined when it can. */
function prepare(comparison: Comparison): string | undefined {
  try {
    comparison.prepare?.();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const stands = ({ beside }: Subject, { name }: Contestant): boolean => beside?.includes(name) ?? true;

function resultOf(
  comparison: Comparison,
  subject: Subject,
  figures: Summary,
  measured: Measured,
  effort: Effort,
): Result {
  const { unit, better, rounds = Infinity } = comparison;
  const { key, what } = subject;
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
