import type { Policy } from '@esta-logic/shared-types';
import type { RulePack } from './rule-pack.ts';
import { citationOf } from './rule-pack.ts';
import type { Language, SentenceKey } from './sentences/sentence.ts';
import { sentence } from './sentences/sentence.ts';
import type { Value } from './value.ts';

/** One step of a decision: the rule, where it stands, what went in, what came out, and a sentence for people. */
export interface TraceStep {
  readonly rule: string;
  readonly citation: string;
  readonly inputs: Readonly<Record<string, Value>>;
  readonly value: Value;
  readonly why: string;
}

/** Collects the steps and warnings of one decision. */
export class Reasoning {
  readonly pack: RulePack;
  readonly language: Language;
  readonly trace: TraceStep[] = [];
  readonly warnings: string[] = [];

  constructor(pack: RulePack, language: Language) {
    this.pack = pack;
    this.language = language;
  }

  /** Writes a step; the sentence may name any input, and `value`. */
  step(rule: string, inputs: Readonly<Record<string, Value>>, value: Value, says: SentenceKey): void {
    const why = sentence(says, this.language, inputs, value);
    this.trace.push({ rule, citation: citationOf(this.pack, rule), inputs, value, why });
  }

  /** Says it once, however often it is come upon. */
  warn(says: SentenceKey, inputs: Readonly<Record<string, Value>> = {}): void {
    this.#warn(sentence(says, this.language, inputs, null));
  }

  #warn(text: string): void {
    if (!this.warnings.includes(text)) this.warnings.push(text);
  }

  /** What the policy chooses where the law is open; warns, since the choice now matters. */
  choose(name: string, policy: Policy | undefined): string {
    const open = this.pack.switches[name];
    if (open === undefined) return '';
    const wanted = policy?.switches?.[name];
    const chosen = wanted !== undefined && open.options.includes(wanted) ? wanted : open.default;
    const text = open.warning[this.language];
    if (!this.warnings.includes(text)) this.warnings.push(text);
    return chosen;
  }
}
