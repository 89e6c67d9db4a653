import { listPackages } from '@esta-logic/tool-boundaries';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { testTitles } from './test-titles.ts';

/** A rule in one file of `docs/spec`: a row `| S1 | … |` or an item `- **S1** …` (or `- **S1. …**`). */
const DEFINITION = /^(?:\| |- \*\*)([A-Z]\d+)(?: \||\*\*|\.)/gmu;
/** The rules that a test proves stand at the beginning of its title: `S1 S4 what was …` or `S1: what was …`. */
const CITATION = /^(?:[A-Z]\d+[ :,]+)+/u;

/** Where each rule is: its letter and number to the files that it is in. */
type Places = Map<string, string[]>;

/** One sentence for each rule that has no test, that two documents number alike, or that tests name and nobody wrote. */
export function ruleProblems(root: string): string[] {
  const defined = definedRules(root);
  const cited = citedRules(root);
  const untested = [...defined]
    .filter(([rule]) => !cited.has(rule))
    .map(
      ([rule, [file]]) =>
        `${file}: no test names rule ${rule}. Begin the title of the test that proves it with ${rule}.`,
    );
  const doubled = [...defined]
    .filter(([, files]) => files.length > 1)
    .map(
      ([rule, files]) =>
        `${files.join(', ')}: there are ${files.length} rules ${rule}. Give the younger another letter or number.`,
    );
  const unknown = [...cited]
    .filter(([rule]) => !defined.has(rule))
    .map(
      ([rule, files]) =>
        `${files.join(', ')}: a test names rule ${rule}, which docs/spec does not have. Write the rule, or name the one that is meant.`,
    );
  return [...doubled, ...untested, ...unknown];
}

function definedRules(root: string): Places {
  const rules: Places = new Map();
  for (const file of filesIn(root, 'docs/spec/*.md')) {
    for (const [, rule = ''] of read(root, file).matchAll(DEFINITION)) note(rules, rule, file);
  }
  return rules;
}

function citedRules(root: string): Places {
  const rules: Places = new Map();
  for (const file of testFiles(root)) {
    const citations = testTitles(read(root, file)).map((title) => CITATION.exec(title)?.[0] ?? '');
    for (const rule of new Set(citations.join(' ').match(/[A-Z]\d+/gu))) note(rules, rule, file);
  }
  return rules;
}

/** Test files, and the contract suites of ports, which the test files of their implementations run. */
function testFiles(root: string): string[] {
  return listPackages(root).flatMap(({ folder }) => [
    ...filesIn(root, `${folder}/{src,test}/**/*.test.{ts,tsx}`),
    ...filesIn(root, `${folder}/src/**/*-contract.ts`),
  ]);
}

function note(places: Places, rule: string, file: string): void {
  places.set(rule, [...(places.get(rule) ?? []), file]);
}

const filesIn = (root: string, pattern: string): string[] => globSync(pattern, { cwd: root }).toSorted();
const read = (root: string, file: string): string => readFileSync(join(root, file), 'utf8');
