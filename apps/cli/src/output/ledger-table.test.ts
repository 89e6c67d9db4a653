import type { KnownPack } from '@esta-logic/client';
import { expect, it } from 'vitest';
import { ledgerTable, ruleLines } from './ledger-table.ts';

const line = { year: '2026', rule: 'accrual.rate', citation: 'MCL 408.963', pack: 'p@1' };

it('shows what happened, the hours with their sign, the balance and the law', () => {
  const text = ledgerTable({
    asOf: '2026-02-01',
    employee: 'e1',
    name: 'Ada',
    warnings: ['A note.'],
    entries: [
      {
        ...line,
        date: '2026-01-05',
        kind: 'accrual',
        hours: '77/60',
        balance: '77/60',
        cause: 'worked',
        counted: '77/2',
      },
      { ...line, date: '2026-01-06', kind: 'use', hours: '-1', balance: '17/60', cause: 'taken' },
    ],
  });
  expect(text).toContain('Ledger of Ada (e1) as of 2026-02-01');
  expect(text).toMatch(
    /2026-01-05 +2026 +accrued +\+1\.28 +1\.28 +38\.50 hours worked +MCL 408\.963 \(accrual\.rate\)/,
  );
  expect(text).toMatch(/2026-01-06 +2026 +used +-1\.00 +0\.28 +leave taken/);
  expect(text).toContain('Note: A note.');
});

it('says so when nothing counts', () => {
  expect(ledgerTable({ asOf: '2026-02-01', employee: 'e1', name: null, entries: [], warnings: [] })).toBe(
    'Ledger of e1 as of 2026-02-01\n\nNo entries: no hours count yet.',
  );
});

it('says the same in Spanish', () => {
  const entries = [{ ...line, date: '2026-01-06', kind: 'use', hours: '-1', balance: '17/60', cause: 'taken' }];
  const text = ledgerTable({ asOf: '2026-02-01', employee: 'e1', name: 'Ada', entries, warnings: ['Algo.'] }, 'es');
  expect(text).toContain('Movimientos de Ada (e1) al 2026-02-01');
  expect(text).toMatch(/usado +-1\.00 +0\.28 +tiempo tomado/);
  expect(text).toContain('Nota: Algo.');
});

it('says what the rules of its entries say, once each, and nothing of rules it does not know', () => {
  const text = { en: 'One hour for every 30.', es: 'Una hora por cada 30.' };
  const rule = { section: 'MCL 408.963', certainty: 'statute', confidence: 'A', text, sources: [] };
  const pack = { rules: { 'accrual.rate': rule } } as unknown as KnownPack;
  const entry = { ...line, date: '2026-01-05', kind: 'accrual', hours: '1', balance: '1', cause: 'worked' };
  const entries = [entry, entry, { ...entry, rule: 'unknown.rule' }];
  expect(ruleLines({ entries }, pack, 'es')).toEqual(['', 'accrual.rate: Una hora por cada 30.']);
  expect(ruleLines({ entries }, undefined, 'en')).toEqual([]);
});
