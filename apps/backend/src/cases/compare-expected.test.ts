import { describe, expect, it } from 'vitest';
import { compareExpected } from './compare-expected.ts';

describe('compareExpected', () => {
  it.each([
    [{ hours: '77/6' }, { hours: '154/12' }],
    [{ hours: '8' }, { hours: '8.0', more: true }],
    [{ mayUseOn: { '2025-06-01': false } }, { mayUseOn: { '2025-06-01': false, '2025-06-02': true } }],
    [{ exclusion: null }, { exclusion: null }],
    [{ byYear: { 2025: '4' } }, { byYear: { 2025: '8/2' } }],
    [{ list: ['1', { a: 1 }] }, { list: ['1.0', { a: 1, b: 2 }] }],
  ])('%j is met by %j', (expected, got) => {
    expect(compareExpected(expected, got)).toEqual([]);
  });

  it.each([
    [{ payUsd: '74.88' }, { payUsd: '74.880' }, 'payUsd'],
    [{ hours: '77/6' }, { hours: '12.83' }, 'hours'],
    [{ hours: '8' }, { hours: 8 }, 'hours'],
    [{ days: 45 }, { days: '45' }, 'days'],
    [{ date: '2025-06-21' }, { date: '2025-06-20' }, 'date'],
    [{ exclusion: null }, {}, 'exclusion'],
    [{ toString: 'x' }, {}, 'toString'],
    [{ a: { b: true } }, { a: { b: false } }, 'a.b'],
    [{ a: { b: true } }, { a: null }, 'a'],
    [{ list: ['1', '2'] }, { list: ['1', '3'] }, 'list[1]'],
    [{ list: ['1'] }, { list: ['1', '2'] }, 'list'],
  ])('%j is not met by %j', (expected, got, path) => {
    expect(compareExpected(expected, got).map((difference) => difference.path)).toEqual([path]);
  });
});
