import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { DataDirectory } from './data-directory.ts';

interface Case {
  readonly id: string;
  readonly given: Readonly<Record<string, unknown>>;
  readonly expect: Readonly<Record<string, unknown>>;
}

interface Report {
  readonly passed: number;
  readonly failed: number;
  readonly cases: readonly {
    readonly id: string;
    readonly pass: boolean;
    readonly got: unknown;
    readonly diff: unknown;
  }[];
}

const FILE = new URL('./fixtures/worked-cases.json', import.meta.url);
const read = async (): Promise<readonly Case[]> => JSON.parse(await readFile(FILE, 'utf8')) as readonly Case[];
const run = async (cases: readonly unknown[]) => {
  const data = await DataDirectory.fresh();
  return data.ask<Report>('cases', await data.file('cases.json', JSON.stringify(cases)));
};

describe('esta cases, through the booted kernel and the compliance component', () => {
  it('passes all 25 worked examples, A01-A25', async () => {
    const { code, json } = await run(await read());
    expect(json.cases.filter(({ pass }) => !pass)).toEqual([]);
    expect(json.cases.map(({ id }) => id)).toEqual(
      Array.from({ length: 25 }, (_, i) => `A${String(i + 1).padStart(2, '0')}`),
    );
    expect({ code, passed: json.passed, failed: json.failed }).toEqual({ code: 0, passed: 25, failed: 0 });
  });

  it('fails each example whose expectation is altered, names what differs, and ends with 1', async () => {
    const cases = (await read()).map(altered);
    const { code, json } = await run(cases);
    expect(json.cases.filter(({ pass }) => pass)).toEqual([]);
    expect({ code, failed: json.failed }).toEqual({ code: 1, failed: cases.length });
    for (const [i, { diff }] of json.cases.entries()) {
      const { key, value } = cases[i]!.changed;
      expect(diff).toMatchObject([{ path: expect.stringContaining(key) as string, expected: value }]);
    }
  });

  it('ends with 1 when one of many fails', async () => {
    const cases = await read();
    const { code, json } = await run([...cases.slice(0, 8), altered(cases[8]!), cases[11]]);
    expect({ code, passed: json.passed, failed: json.failed }).toEqual({ code: 1, passed: 9, failed: 1 });
  });

  it('compares hours as fractions: the same number written otherwise passes, a rounded one does not', async () => {
    const a01 = (await read())[0]!;
    const written = { '77/6': true, '154/12': true, '12.8333333333': false, '12.83': false };
    const cases = Object.keys(written).map((accruedHours) => ({ ...a01, id: accruedHours, expect: { accruedHours } }));
    const { json } = await run(cases);
    expect(Object.fromEntries(json.cases.map(({ id, pass }) => [id, pass]))).toEqual(written);
  });

  it('W17 decides a case by the released pack that it names', async () => {
    const given = {
      question: 'accrual',
      employee: { hireDate: '2025-03-03', flsa: 'nonexempt' },
      events: [{ type: 'work', weekOf: '2025-03-03', hours: '40', repeatWeeks: 2 }],
      asOf: '2025-03-16',
    };
    const earned = { '': '8/3', 'us-wa-psl-2018': '2', 'us-co-hfwa-2022': '8/3' };
    const cases = Object.entries(earned).map(([pack, accruedHours]) => ({
      id: `P${pack}`,
      given: { ...given, employer: { size: 'large' }, ...(pack === '' ? {} : { pack }) },
      expect: { accruedHours },
    }));
    const { json } = await run(cases);
    expect(json.cases.filter(({ pass }) => !pass)).toEqual([]);
  });

  it('says of a question that nobody supports that it is not supported', async () => {
    const { code, json, err } = await run([{ id: 'W', given: { question: 'weather' }, expect: { warm: true } }]);
    expect(code).toBe(1);
    expect(json.cases).toMatchObject([
      { id: 'W', pass: false, got: { error: { code: 1015, message: expect.stringMatching(/weather/) as string } } },
    ]);
    expect(err).not.toContain('    at ');
  });
});

/** The case with one expected value made wrong. */
function altered(one: Case): Case & { readonly changed: { readonly key: string; readonly value: unknown } } {
  const [key, expected] = Object.entries(one.expect)[0]!;
  const value = wrong(expected);
  const leaf = isObject(value) ? Object.keys(value)[0]! : key;
  return {
    ...one,
    expect: { ...one.expect, [key]: value },
    changed: { key: leaf, value: isObject(value) ? value[leaf] : value },
  };
}

function wrong(expected: unknown): unknown {
  if (typeof expected === 'boolean') return !expected;
  if (typeof expected === 'number') return expected + 1;
  if (isObject(expected)) {
    const [key, value] = Object.entries(expected)[0]!;
    return { ...expected, [key]: wrong(value) };
  }
  if (typeof expected === 'string' && /^\d{4}-\d\d-\d\d$/.test(expected))
    return expected === '2001-01-01' ? '2001-01-02' : '2001-01-01';
  if (typeof expected === 'string' && /^[\d./]+$/.test(expected)) return '987654321';
  return 'something else';
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
