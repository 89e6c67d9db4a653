import { addDays, plainDate, rational, toFraction } from '@esta-logic/shared-types';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CaseTable, DecisionTable, RulePack } from '../index.ts';
import { caseTable, decide, decideTable, expandDecisions, michigan2025 } from '../index.ts';
import { allPacks } from '../us-packs.ts';

function tableOf(question: string, table: CaseTable, pack: RulePack = michigan2025): DecisionTable {
  const text = decideTable(question, table, pack);
  if (typeof text !== 'string') throw new Error(text.message);
  return JSON.parse(text) as DecisionTable;
}

/** How many of the decisions were written by a plan: as a row of a shape. */
function planned({ shapes, groups, rows }: DecisionTable): number {
  let count = 0;
  for (let at = 0; at < rows.length; at += 1) {
    if (!Array.isArray(groups[rows[at]!])) continue;
    count += 1;
    at += 1 + shapes[rows[at + 1]!]!.hours;
  }
  return count;
}

const COLUMNS = [
  'employer.size',
  'employee.hireDate',
  'events.0.date',
  'events.0.hours',
  'events.1.date',
  'events.1.hours',
  'events.2.date',
  'events.2.hours',
  'request.date',
  'request.hours',
];
const EVENTS = [{ type: 'work' }, { type: 'use' }, { type: 'work' }];

const day = fc.oneof(
  fc.integer({ min: -200, max: 900 }).map((offset) => addDays(plainDate('2025-02-21'), offset) as string),
  fc.constantFrom('2024-02-29', '2025-02-21', '2025-10-01', '2025-12-31', '2026-01-01', '2028-02-29'),
);
const amount = fc.oneof(
  fc.integer({ min: 0, max: 60_000 }).map((minutes) => toFraction(rational(minutes, 60))),
  fc.integer({ min: 0, max: 400 }).map((hours) => hours / 10),
  fc.constantFrom('0', '77/7', '1/97', '9007199254740993/2', '77/6'),
);
const size = fc.constantFrom<unknown>('small', 'large', null);
/** Mostly as it must be, seldom something that a row is refused for. */
const bad = fc.constantFrom<unknown>(null, '', 'soon', '2025-02-29', -8, true, ['8'], '8,5', '-3');
const cell = (good: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ arbitrary: good, weight: 40 }, { arbitrary: bad, weight: 1 });
const row = fc.tuple(
  cell(size),
  ...[day, day, amount, day, amount, day, amount, day, amount].map((good) => cell(good as fc.Arbitrary<unknown>)),
);

/** Mostly what a plan is made for, sometimes what only the general way decides. */
const mostly = <T>(usual: fc.Arbitrary<T>, other: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ arbitrary: usual, weight: 9 }, { arbitrary: other, weight: 1 });
const usualPolicy = fc.record(
  {
    method: fc.constant('accrual'),
    benefitYear: fc.constantFrom<object>(
      { type: 'calendar' },
      { type: 'fiscal', start: '07-01' },
      { type: 'anniversary' },
    ),
    waitingDays: fc.constantFrom(0, 30, 120, 365),
    useCapHours: fc.constantFrom('none', '80', '20', '72'),
    carryoverCapHours: fc.constantFrom('none', '100', '10'),
    accrualPerHourWorked: fc.constantFrom('1/26', '1/30', '1/40', '3/70'),
    switches: fc.constantFrom<object>(
      {},
      { 'waiting.firstUseDay': 'onLastDay' },
      { 'waiting.hireOnEffectiveDate': 'notAllowed' },
    ),
  },
  { requiredKeys: ['benefitYear'] },
);
const shared = fc.record({
  employer: mostly<object>(
    fc.constantFrom({ size: 'large' }, { size: 'small', firstEmployeeDate: '2023-05-01' }, { headcountNow: 7 }),
    fc.constant({ weeksWith11OrMore: { 2025: 20 } }),
  ),
  employee: mostly<object>(
    fc.constantFrom({}, { normalWeekHours: '24' }),
    fc.constantFrom({ flsa: 'exempt' }, { birthDate: '2008-06-01' }),
  ),
  policy: mostly<object>(
    usualPolicy,
    fc.constantFrom({ method: 'frontload' }, { benefitYear: { type: 'fiscal', start: '02-29' } }, { colour: 'red' }),
  ),
  events: fc.constant(EVENTS),
});

/** The facts of a row written down by hand: its values where they are not null. */
function factsOf(common: object, [...cells]: readonly unknown[]): object {
  const facts = JSON.parse(JSON.stringify(common)) as {
    [name: string]: Record<string, unknown> & Record<string, unknown>[];
  };
  COLUMNS.forEach((column, index) => {
    if (cells[index] === null) return;
    const path = column.split('.');
    let at = facts as Record<string, unknown>;
    for (const name of path.slice(0, -1)) at = (at[name] ??= {}) as Record<string, unknown>;
    at[path.at(-1)!] = cells[index];
  });
  return facts;
}

describe('W14: a table decides each row as `decide` does, to the last word', () => {
  test('Michigan, ten thousand random rows over random employers and policies', () => {
    let shortened = 0;
    fc.assert(
      fc.property(shared, fc.array(row, { minLength: 10, maxLength: 10 }), (common, rows) => {
        const table = tableOf('usable', caseTable(common, COLUMNS, rows));
        shortened += planned(table);
        expect(expandDecisions(table)).toEqual(
          rows.map((cells) => decide('usable', { ...factsOf(common, cells), question: 'usable' }, michigan2025)),
        );
      }),
      { numRuns: 1000 },
    );
    expect(shortened).toBeGreaterThan(2000);
  });

  test.each(allPacks.map((pack) => [pack.id, pack] as const))('%s', (_, pack) => {
    fc.assert(
      fc.property(shared, fc.array(row, { minLength: 3, maxLength: 3 }), (common, rows) => {
        const table = tableOf('usable', caseTable(common, COLUMNS, rows), pack);
        expect(expandDecisions(table)).toEqual(
          rows.map((cells) => decide('usable', { ...factsOf(common, cells), question: 'usable' }, pack)),
        );
      }),
      { numRuns: 40 },
    );
  });

  test('whichever of its facts the rows share', () => {
    const facts = {
      employer: { size: 'large' },
      employee: { hireDate: '2025-03-03' },
      policy: { waitingDays: 30 },
      events: [
        { type: 'work', date: '2025-06-02', hours: '310' },
        { type: 'use', date: '2025-07-01', hours: '5/2' },
      ],
      request: { date: '2025-08-04', hours: '40' },
    };
    const cells = {
      'employer.size': 'small',
      'employee.hireDate': '2024-02-29',
      'events.0.date': '2026-01-05',
      'events.0.hours': '77/6',
      'events.1.date': '2025-08-01',
      'events.1.hours': '0',
      'request.date': '2026-02-02',
      'request.hours': '3',
    };
    fc.assert(
      fc.property(fc.subarray(Object.entries(cells), { minLength: 1 }), (varied) => {
        const columns = varied.map(([column]) => column);
        const rows = [varied.map(([, cell]) => cell), varied.map(() => null)];
        const given = JSON.parse(JSON.stringify(facts)) as Record<string, Record<string, unknown>>;
        for (const [column, cell] of varied) {
          const [name = '', ...rest] = column.split('.');
          const last = rest.pop() ?? '';
          const holder = rest.reduce((at, key) => at[key] as Record<string, unknown>, given[name] ?? {});
          holder[last] = cell;
        }
        const table = tableOf('usable', caseTable(facts, columns, rows));
        expect(planned(table)).toBeGreaterThan(0);
        expect(expandDecisions(table)).toEqual(
          [given, facts].map((each) => decide('usable', { ...each, question: 'usable' }, michigan2025)),
        );
      }),
    );
  });

  test('questions without a plan too; cases that agree in every fact are decided once', () => {
    const hires = ['2025-11-03', '2026-01-05', 'soon', '2026-01-05', '2025-11-03'];
    const shared = { employer: { size: 'small' }, policy: { waitingDays: 90 } };
    const table = tableOf(
      'waiting',
      caseTable(
        shared,
        ['employee.hireDate'],
        hires.map((hire) => [hire]),
      ),
    );
    expect(table).toMatchObject({ shapes: [], rows: [0, 1, 2, 1, 0] });
    expect(table.groups).toHaveLength(3);
    expect(expandDecisions(table)).toEqual(
      hires.map((hireDate) =>
        decide(
          'waiting',
          { question: 'waiting', employer: { size: 'small' }, policy: { waitingDays: 90 }, employee: { hireDate } },
          michigan2025,
        ),
      ),
    );
  });

  test('up to the last day that records have, and past it', () => {
    const facts = {
      employer: { size: 'large' },
      policy: { waitingDays: 120 },
      events: [{ type: 'work', date: '2199-12-30', hours: '300' }],
    };
    const rows = [
      ['2199-11-30', '2199-12-31', '4'],
      ['2199-01-05', '2199-12-31', '4'],
    ];
    const columns = ['employee.hireDate', 'request.date', 'request.hours'];
    expect(expandDecisions(tableOf('usable', caseTable(facts, columns, rows)))).toEqual(
      rows.map(([hireDate, date, hours]) =>
        decide(
          'usable',
          { ...facts, question: 'usable', employee: { hireDate }, request: { date, hours } },
          michigan2025,
        ),
      ),
    );
  });

  test('in Spanish as in English', () => {
    const facts = { employer: { size: 'large' }, events: [{ type: 'work', date: '2025-06-02', hours: '100' }] };
    const rows = [['2025-03-03', '2025-07-07', '2']];
    const columns = ['employee.hireDate', 'request.date', 'request.hours'];
    const text = decideTable('usable', caseTable(facts, columns, rows), michigan2025, { language: 'es' });
    const given = { ...facts, employee: { hireDate: '2025-03-03' }, request: { date: '2025-07-07', hours: '2' } };
    expect(expandDecisions(JSON.parse(text as string) as DecisionTable)).toEqual([
      decide('usable', { ...given, question: 'usable' }, michigan2025, { language: 'es' }),
    ]);
  });
});

describe('what a table leaves to its shapes', () => {
  const common = { policy: { waitingDays: 120, benefitYear: { type: 'anniversary' } }, events: EVENTS };
  const plain = (requested: string): unknown[] => [
    'large',
    '2025-03-03',
    '2025-04-01',
    '300',
    '2025-05-01',
    '2',
    '2025-06-02',
    '10',
    '2025-08-04',
    requested,
  ];

  test('rows that differ in numbers alone share one shape, and a row says nothing twice that its shape says', () => {
    const table = tableOf('usable', caseTable(common, COLUMNS, ['1', '2', '3.5'].map(plain)));
    expect(table.shapes).toHaveLength(1);
    expect(table.groups).toEqual([['2025-03-03', '2025-03-03', '2025-07-01', '2025-08-04', '2025']]);
    const hour = 432_000;
    const hours = [310 * hour, (31 * hour) / 3, 2 * hour, (25 * hour) / 3];
    expect(table.rows).toEqual([0, 0, ...hours, hour, 0, 0, ...hours, 2 * hour, 0, 0, ...hours, 3.5 * hour]);
  });

  test('what is granted and denied is said where the limit does not tell it', () => {
    const { shapes, rows } = tableOf('usable', caseTable(common, COLUMNS, [plain('100')]));
    expect(shapes.map(({ hours }) => hours)).toEqual([7]);
    expect(rows.slice(-2)).toEqual([(25 * 432_000) / 3, (275 * 432_000) / 3]);
  });

  test('every step of a shape has its rule, its citation and a sentence', () => {
    const { shapes } = tableOf('usable', caseTable(common, COLUMNS, ['1', '200'].map(plain)));
    expect(shapes).toHaveLength(2);
    for (const { decision } of shapes) {
      expect(decision.trace).toHaveLength(6);
      for (const step of decision.trace)
        expect([step.rule, step.citation, step.why].every((text) => text.length > 0)).toBe(true);
    }
  });

  test('a row that names a group or a shape which is not there is refused', () => {
    expect(() => expandDecisions({ shapes: [], groups: [], rows: [0] })).toThrow(/group 0/);
    expect(() => expandDecisions({ shapes: [], groups: [[]], rows: [0, 3] })).toThrow(/shape 3/);
  });
});

describe('columns', () => {
  const shared = { events: [] };
  const one = (facts: readonly string[], cells: readonly unknown[]): unknown =>
    decideTable('usable', caseTable(shared, facts, [cells]), michigan2025);
  const onlyGroup = (text: unknown): unknown => (JSON.parse(text as string) as DecisionTable).groups[0];

  test.each(['', 'a..b', '.a', '__proto__', 'employee["hireDate"]', 'a b'])('%j is no path', (path) => {
    expect(one([path], ['x'])).toMatchObject({ ok: false, code: 'bad-given' });
  });

  test('a row of another length is no row of the table', () => {
    expect(() => caseTable({}, ['employee.hireDate'], [[]])).toThrow(/row 0 has 0 values for 1 facts/);
  });

  test('columns that differ in length refuse the whole table, by name', () => {
    const columns = [
      { fact: 'employer.size', values: ['small'], codes: [0, 0] },
      { fact: 'employee.hireDate', values: ['2025-03-03'], codes: [0] },
    ];
    const refusal = decideTable('usable', { shared, columns }, michigan2025);
    expect(refusal).toMatchObject({ code: 'bad-given', message: expect.stringContaining('"employee.hireDate"') });
  });

  const full = {
    shared: {
      employer: { size: 'large' },
      employee: { hireDate: '2025-03-03' },
      events: [{ type: 'work', date: '2025-03-04', hours: '30' }],
      request: { date: '2025-08-04', hours: '1' },
    },
    facts: ['employer.size', 'employee.hireDate', 'events.0.date', 'events.0.hours', 'request.date', 'request.hours'],
    row: ['small', '2025-10-06', '2025-10-07', '60', '2026-03-02', '2'],
  };

  test.each(full.facts)('a code of %s that is none of its values refuses its case, and no other', (fact) => {
    const { columns } = caseTable(full.shared, full.facts, [full.row, full.row, full.row]);
    for (const code of [1, 9, -1, 0.5]) {
      const broken = columns.map((column) => (column.fact === fact ? { ...column, codes: [0, code, 0] } : column));
      const table = tableOf('usable', { shared: full.shared, columns: broken });
      const [first, second, third] = expandDecisions(table);
      expect(second).toMatchObject({ ok: false, code: 'bad-given', message: expect.stringContaining(fact) });
      expect(first).toMatchObject({ ok: true, result: { grantHours: '2' } });
      expect(third).toEqual(first);
    }
  });

  test('a place that the shared list lacks refuses the case', () => {
    expect(onlyGroup(one(['events.0.date'], ['2025-05-05']))).toMatchObject({
      message: expect.stringContaining('events.0.date'),
    });
  });

  test('a fact named like a method of objects is a fact like any other', () => {
    const text = one(['constructor', 'employee.toString.x', 'employer.size'], ['x', 'y', 'small']);
    expect(onlyGroup(text)).toMatchObject({ ok: false });
    expect(({} as { x?: string }).x).toBeUndefined();
  });

  test('a table without columns has no cases', () => {
    expect(tableOf('usable', { shared, columns: [] })).toEqual({ shapes: [], groups: [], rows: [] });
  });

  test('an unknown question refuses the whole table', () => {
    expect(decideTable('weather', { shared: {}, columns: [] }, michigan2025)).toMatchObject({
      code: 'unknown-question',
    });
  });
});
