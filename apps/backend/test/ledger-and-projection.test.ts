import { expect, it } from 'vitest';
import { createMemoryApi } from './memory-api.ts';

it('GET /api/employees/:id/ledger joins the pages of the compliance engine', async () => {
  const { call, kernel } = createMemoryApi();
  kernel.answer('compliance.ledger', ({ employee, asOf, after }) => ({
    asOf,
    employee,
    name: null,
    years: [],
    warnings: [],
    entries: [{ at: after }],
    ...(after === 0 ? { next: 1500 } : {}),
  }));
  const answer = await call('GET', '/api/employees/E%201/ledger?asOf=2026-06-30');
  expect(answer).toEqual({
    status: 200,
    body: {
      asOf: '2026-06-30',
      employee: 'E 1',
      name: null,
      years: [],
      warnings: [],
      entries: [{ at: 0 }, { at: 1500 }],
    },
  });
  expect(await call('GET', '/api/employees/E1/ledger?asof=2026-06-30')).toMatchObject({ status: 400 });
});

it('GET /api/balances asks for a projection only when told', async () => {
  const { call, kernel } = createMemoryApi();
  const asked: unknown[] = [];
  kernel.answer(
    'compliance.balances',
    ({ project }) => (asked.push(project), { asOf: '2027-07-01', employer: {}, balances: [] }),
  );
  await call('GET', '/api/balances?asOf=2027-07-01&project=1');
  await call('GET', '/api/balances?asOf=2027-07-01');
  expect(asked).toEqual([true, undefined]);
});
