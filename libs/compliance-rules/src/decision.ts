import type { Result } from './questions/question.ts';
import type { TraceStep } from './reasoning.ts';
import { Reasoning } from './reasoning.ts';
import type { RulePack } from './rule-pack.ts';
import { packVersion } from './rule-pack.ts';
import type { Language } from './sentences/sentence.ts';

/** An answer with its reasons: each step's rule, citation, inputs, exact value and sentence; `sentence` is the last one. */
export interface Decision {
  readonly ok: true;
  readonly question: string;
  readonly result: Result;
  readonly sentence: string;
  readonly trace: readonly TraceStep[];
  readonly citations: readonly string[];
  readonly warnings: readonly string[];
  readonly pack: string;
}

/** Begins a decision: what has to be said before its first step. */
export function beginReasoning(pack: RulePack, language: Language, unknown: readonly string[]): Reasoning {
  const reasoning = new Reasoning(pack, language);
  if (pack.status === 'draft') reasoning.warn('pack.draft');
  if (unknown.length > 0) reasoning.warn('given.unknown', { names: unknown });
  return reasoning;
}

/** Ends a decision: its result with all that was reasoned. */
export function decisionOf(question: string, result: Result, { trace, warnings, pack }: Reasoning): Decision {
  return {
    ok: true,
    question,
    result,
    sentence: trace.at(-1)?.why ?? '',
    trace,
    citations: [...new Set(trace.map(({ citation }) => citation))],
    warnings,
    pack: packVersion(pack),
  };
}
