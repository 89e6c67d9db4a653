import { expect, test } from 'vitest';
import { decide, michigan2025, questionNames } from '../index.ts';
import { allPacks } from '../us-packs.ts';
import examples from '../../test/fixtures/examples.json' with { type: 'json' };
import { english } from './english.ts';
import { spanish } from './spanish.ts';

const namesIn = (template: string): readonly string[] => [...template.matchAll(/\{(\w+)\}/g)].map(([, n]) => n!).sort();

/** Words that would show that a Spanish sentence was left in English. */
const ENGLISH = /\b(the|of|is|are|hours|employer|leave|must|may)\b/;

test('W4: every sentence has its Spanish, and says the same facts in it', () => {
  for (const [key, template] of Object.entries(english)) {
    const translated = spanish[key as keyof typeof english];
    expect(namesIn(translated), key).toEqual(namesIn(template));
    expect(translated.replace(/\{\w+\}/g, ''), key).not.toMatch(ENGLISH);
  }
});

test('W4: every rule and every warning of every pack has its Spanish, with the same numbers', () => {
  const numbers = (text: string): readonly string[] => (text.match(/\d+/g) ?? []).slice().sort();
  for (const { id, rules, switches } of allPacks) {
    const texts = [
      ...Object.entries(rules).map(([name, { text }]) => ({ name, text })),
      ...Object.entries(switches).map(([name, { warning }]) => ({ name, text: warning })),
    ];
    for (const { name, text } of texts) {
      expect(text.es.replace(/\([^)]*\)/g, ''), `${id} ${name}`).not.toMatch(ENGLISH);
      expect(numbers(text.es), `${id} ${name}`).toEqual(numbers(text.en));
    }
  }
});

test('no decision of the worked cases says an English word or an identifier in Spanish', () => {
  const asked = new Set<string>();
  for (const { given } of examples) {
    const decision = decide(given.question, given, michigan2025, { language: 'es' });
    if (!decision.ok) throw new Error(decision.message);
    asked.add(given.question);
    for (const { why } of decision.trace) expect(why).not.toMatch(/\b(the|small|large|hours)\b|[a-z][A-Z]/);
  }
  expect(asked.size).toBeGreaterThan(questionNames.length / 2);
});
