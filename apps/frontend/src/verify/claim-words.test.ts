import { expect, test } from 'vitest';
import { SENTENCES, type Claim, type Saying } from '@esta-logic/receipt';
import { claimSentence, SPANISH_CLAIMS } from './claim-words.ts';

const namesIn = (sentence: string): readonly string[] => (sentence.match(/\{\w+\}/g) ?? []).toSorted();

test('W4: what a claim says in Spanish has the facts of the English, and none of its words', () => {
  for (const [saying, english] of Object.entries(SENTENCES)) {
    const spanish = SPANISH_CLAIMS[saying as Saying];
    expect(namesIn(spanish), saying).toEqual(namesIn(english));
    expect(spanish.replace(/\{\w+\}|esta replay/g, ''), saying).not.toMatch(/\b(the|of|is|are|and|not)\b/);
  }
});

test('a part is called by its name in either language', () => {
  const claim: Claim = {
    ...({ name: 'computation', state: 'withheld', saying: 'not-computed-withheld' } as const),
    sentence: 'In English.',
    values: { parts: 'calls, output' },
  };
  expect(claimSentence(claim, 'en')).toBe('In English.');
  expect(claimSentence(claim, 'es')).toContain('(llamadas al sistema, respuesta)');
});
