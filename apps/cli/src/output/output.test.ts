import { describe, expect, it } from 'vitest';
import { balancesTable } from './balances-table.ts';
import { importProgress } from './import-progress.ts';
import { hoursForPeople, several } from './numbers.ts';
import { table } from './table.ts';
import { createTerminal } from './terminal.ts';

function streams(columns?: number): { out: string[]; err: string[]; streams: Parameters<typeof createTerminal>[0] } {
  const out: string[] = [];
  const err: string[] = [];
  return { out, err, streams: { out: (text) => void out.push(text), err: (text) => void err.push(text), columns } };
}

describe('table', () => {
  it('aligns words left and numbers right', () => {
    expect(
      table(
        [{ title: 'Who' }, { title: 'Hours', numeric: true }],
        [
          ['Zoë', '8.00'],
          ['Annabel', '12.50'],
        ],
      ),
    ).toBe(['Who      Hours', '───────  ─────', 'Zoë       8.00', 'Annabel  12.50'].join('\n'));
  });

  it('lets no control character of the data reach the terminal', () => {
    expect(table([{ title: 'Name' }], [['a\u001b[31mb\nc\u202e']])).not.toMatch(/[\u001b\u202e]|b\nc/);
  });
});

describe('hoursForPeople', () => {
  it.each([
    ['77/6', '12.83'],
    ['8', '8.00'],
    ['-1/3', '-0.33'],
    ['n/a', 'n/a'],
  ])('%s is shown as %s', (exact, shown) => {
    expect(hoursForPeople(exact)).toBe(shown);
  });
});

describe('several', () => {
  it.each([
    [0, '0 rows'],
    [1, '1 row'],
    [12345, '12,345 rows'],
  ])('counts %i', (count, text) => {
    expect(several(count, 'row')).toBe(text);
  });
});

describe('balancesTable', () => {
  const balance = {
    employee: 'E1',
    hoursWorked: '385',
    accrued: '77/6',
    carriedIn: '0',
    used: '4',
    available: '53/6',
    usableFrom: '2026-01-01',
    citations: [],
  };

  it('shows names where there are any, and stars assumed hire dates', () => {
    const text = balancesTable({
      asOf: '2026-06-30',
      employer: { name: 'Acme', size: 'large' },
      balances: [
        { ...balance, name: 'Ana' },
        { ...balance, employee: 'E2', hireDateAssumed: true },
      ],
    });
    expect(text).toContain('as of 2026-06-30 · Acme, large employer');
    expect(text).toMatch(/E1 +Ana +385\.00 +12\.83 +0\.00 +4\.00 +8\.83 +2026-01-01\n/);
    expect(text).toContain('2026-01-01 *\n\n* hire date not stated');
  });

  it('says of who has left when that was', () => {
    const page = { asOf: '2026-06-30', employer: {}, balances: [{ ...balance, separationDate: '2026-05-29' }] };
    expect(balancesTable(page)).toMatch(/8\.83 +left 2026-05-29$/);
    expect(balancesTable(page, 'es')).toMatch(/8\.83 +salió 2026-05-29$/);
  });

  it('has no empty column of names, and says what to do when there is nobody', () => {
    expect(balancesTable({ asOf: '2026-06-30', employer: {}, balances: [balance] })).not.toContain('Name');
    expect(balancesTable({ asOf: '2026-06-30', employer: {}, balances: [] })).toContain('esta import');
  });
});

describe('the terminal', () => {
  it('prints one document under --json and the text otherwise', () => {
    for (const json of [true, false]) {
      const { out, err, streams: to } = streams();
      const terminal = createTerminal(to, json);
      terminal.note('a note');
      terminal.result({ a: 1 }, 'text');
      expect(out).toEqual([json ? '{"a":1}\n' : 'text\n']);
      expect(err).toEqual(['a note\n']);
    }
  });

  it('replaces the progress line on a terminal and clears it before anything else', () => {
    const { out, err, streams: to } = streams(60);
    const terminal = createTerminal(to, false);
    const show = importProgress(terminal);
    show({ event: 'progress', stage: 'stage', done: 1, total: 4 });
    show({ event: 'progress', stage: 'stage', done: 4, total: 4 });
    terminal.result({}, 'done');
    expect(err.join('')).toMatch(/^\r\u001b\[2K██████░+ {2}25 % .*\r\u001b\[2K█{24} 100 % .*\r\u001b\[2K$/);
    expect(
      err
        .join('')
        .split('\r')
        .every((line) => line.length <= 64),
    ).toBe(true);
    expect(out).toEqual(['done\n']);
  });

  it('writes one line per finished stage where there is no terminal', () => {
    const { err, streams: to } = streams();
    const show = importProgress(createTerminal(to, false));
    for (const done of [0, 2, 4]) show({ event: 'progress', stage: 'stage', done, total: 4 });
    expect(err).toEqual(['Handing rows to the time service  4 of 4 rows: done\n']);
  });
});
