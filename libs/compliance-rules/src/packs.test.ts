import { rational, toFraction } from '@esta-logic/shared-types';
import { describe, expect, test } from 'vitest';
import michiganData from './packs/us-mi-esta-2025.json' with { type: 'json' };
import { decide, loadPack, michigan2025, packFaults, questionNames } from './index.ts';
import { colorado2022, washington2018 } from './packs.ts';
import { allPacks, draftPacks } from './us-packs.ts';

type Data = typeof michiganData;

/** A copy of Michigan's pack with one thing changed. */
function changed(change: (data: Data & Record<string, unknown>) => void): unknown {
  const copy = JSON.parse(JSON.stringify(michiganData)) as Data & Record<string, unknown>;
  change(copy);
  return copy;
}

describe('packs', () => {
  test('all twelve load, are frozen, and have ids of their own', () => {
    expect(allPacks.length).toBe(12);
    expect(new Set(allPacks.map(({ id }) => id)).size).toBe(12);
    expect(Object.isFrozen(michigan2025.caps['small'])).toBe(true);
    expect(draftPacks.every(({ status }) => status === 'draft')).toBe(true);
    expect(michigan2025.status).toBe('released');
  });

  test.each<[string, (data: Data & Record<string, unknown>) => void, RegExp]>([
    ['a missing section', (d) => Reflect.deleteProperty(d, 'duty'), /^duty is missing/],
    ['a misspelt key', (d) => Object.assign(d.accrual, { ratio: '1/30' }), /accrual\.ratio is not known/],
    [
      'a rate that is a rounded number',
      (d) => Object.assign(d.accrual, { rate: 0.0333 }),
      /accrual\.rate must be of type string/,
    ],
    ['a zero denominator', (d) => Object.assign(d.accrual, { rate: '1/0' }), /accrual\.rate must match/],
    [
      'a day that does not exist',
      (d) => Object.assign(d.duty.byTier.small, { from: '2025-02-30' }),
      /duty\.byTier\.small\.from is not a day/,
    ],
    ['a tier without caps', (d) => Reflect.deleteProperty(d.caps, 'small'), /caps\.small is missing/],
    ['tiers out of order', (d) => d.size.tiers.reverse(), /size\.tiers\[0\]\.upTo must grow/],
    [
      'a rule nobody wrote',
      (d) => Object.assign(d.duty.byTier.small, { rule: 'duty.invented' }),
      /names no rule: duty\.invented/,
    ],
    [
      'a default that is no option',
      (d) => Object.assign(d.switches['frontload.midYear'], { default: 'half' }),
      /frontload\.midYear\.default is not/,
    ],
    ['wages out of order', (d) => d.pay.minimumWage.reverse(), /pay\.minimumWage must be in date order/],
    [
      'a verified subsection that is not given',
      (d) => Object.assign(d.rules['accrual.rate'], { subsectionVerified: true }),
      /accrual\.rate cannot be verified/,
    ],
    ['both months and days', (d) => Object.assign(d.reinstatement, { days: 60 }), /either months or days/],
    ['not an object', () => undefined, /^$/],
  ])('%s is refused with its path', (name, change, message) => {
    const data = name === 'not an object' ? 7 : changed(change);
    const faults = packFaults(data);
    expect(faults.length).toBeGreaterThan(0);
    if (name !== 'not an object') expect(faults.join('; ')).toMatch(message);
    expect(() => loadPack(data)).toThrow(RangeError);
  });

  test('every rule says where it stands, how sure that is and where that was seen; no subsection is claimed that was not read', () => {
    for (const pack of allPacks) {
      for (const rule of Object.values(pack.rules)) {
        expect(rule.section).not.toBe('');
        expect(rule.sources.length).toBeGreaterThan(0);
        expect(rule.subsectionVerified).toBe(false);
      }
    }
  });

  test('W3: what rests on memory is a draft', () => {
    for (const { id, status, rules } of allPacks) {
      const fromMemory = Object.values(rules).some(({ sources }) => sources.includes('memory'));
      expect(fromMemory && status === 'released', id).toBe(false);
    }
  });

  test('Michigan answers every question; another pack refuses what it does not have', () => {
    expect(questionNames.length).toBe(20);
    const answer = decide(
      'penalty',
      { question: 'penalty', violation: { kind: 'retaliation', date: '2025-05-01' } },
      washington2018,
    );
    expect(answer).toMatchObject({ ok: false, code: 'not-in-pack' });
  });

  test('Washington: 20 hours a week earn an hour every two weeks, 60 three, exempt nobody; nothing stops use', () => {
    const given = (hours: string, flsa: string): unknown => ({
      question: 'accrual',
      employer: {},
      employee: { hireDate: '2025-01-06', flsa },
      events: [{ type: 'work', weekOf: '2025-01-06', hours, repeatWeeks: 2 }],
      asOf: '2025-01-19',
    });
    expect(decide('accrual', given('20', 'nonexempt'), washington2018)).toMatchObject({
      result: { accruedHours: '1', useCapHours: null },
    });
    expect(decide('accrual', given('60', 'nonexempt'), washington2018)).toMatchObject({
      result: { accruedHours: '3' },
    });
    expect(decide('accrual', given('60', 'exempt'), washington2018)).toMatchObject({ result: { accruedHours: '0' } });
  });

  test('Colorado: 40 hours carried in leave 8 to accrue', () => {
    const given = {
      question: 'accrual',
      employer: {},
      employee: { hireDate: '2025-01-06' },
      balances: { carriedIn: '40' },
      events: [{ type: 'work', weekOf: '2025-01-06', hours: '40', repeatWeeks: 26 }],
      asOf: '2025-12-31',
    };
    expect(decide('accrual', given, colorado2022)).toMatchObject({ result: { accruedHours: '8' } });
    expect(decide('accrual', { ...given, balances: {} }, colorado2022)).toMatchObject({
      result: { accruedHours: toFraction(rational(1040, 30)) },
    });
  });

  test('W3: a pack that says nothing on coverage does not say that somebody is covered', () => {
    const given = { question: 'coverage', employer: { type: 'federalGovernment' }, employee: { ageYears: 30 } };
    expect(decide('coverage', given, colorado2022)).toMatchObject({ ok: false, code: 'not-in-pack' });
    expect(decide('coverage', given, washington2018)).toMatchObject({ ok: false, code: 'not-in-pack' });
    expect(decide('coverage', { question: 'coverage', employee: { flsa: 'exempt' } }, washington2018)).toMatchObject({
      result: { covered: false, exclusion: 'exempt' },
    });
  });

  test('W3: a draft warns with every decision', () => {
    const [first] = draftPacks;
    const answer = decide('dutyStart', { question: 'dutyStart', employer: { headcount: 3 } }, first ?? michigan2025);
    expect(answer.ok && answer.warnings.join(' ')).toMatch(/draft/);
  });

  test('California: ten-hour days are worth five of them', () => {
    const california = draftPacks.find(({ jurisdiction }) => jurisdiction.region === 'CA') ?? michigan2025;
    const given = {
      question: 'classifyEmployer',
      asOf: '2025-01-01',
      employer: { headcount: 3 },
      employee: { normalWeekHours: '50' },
    };
    expect(decide('classifyEmployer', given, california)).toMatchObject({ result: { useCapHours: '50' } });
  });
});
