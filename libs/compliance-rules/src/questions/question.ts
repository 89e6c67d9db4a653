import type { Given } from '../given.ts';
import type { Reasoning } from '../reasoning.ts';
import type { Value } from '../value.ts';

/** The answer of one question: the keys of rules documents, hours as exact text, dates plain, money with two decimals. */
export type Result = Readonly<Record<string, Value>>;

/** Decides one kind of question; writes its steps, and refuses by throwing where a fact is missing. */
export type Question = (given: Given, reasoning: Reasoning) => Result;
