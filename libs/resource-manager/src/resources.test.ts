import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HostBudget, LimitWatch, STRIKES, UsageBook, type Usage } from './index.ts';

const HELD = { memoryBytes: 65_536, handles: 3 };

test('U1 what processes and tenants used adds up: seconds to totals, and processes to tenants', () => {
  const crank = fc.record({
    process: fc.constantFrom('a#1', 'a#2', 'b#1'),
    tenant: fc.constantFrom('north', 'south'),
    usage: fc.record({ fuel: fc.nat(1e6), systemCalls: fc.nat(50), written: fc.nat(1000) }),
    ends: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(crank, { maxLength: 100 }), (cranks) => {
      const book = new UsageBook();
      const seconds = new Map<string, number>();
      const sum = (usages: readonly Usage[]): number => usages.reduce((all, one) => all + one.fuel + one.messages, 0);
      const close = (): void => {
        const { processes, tenants } = book.close(() => HELD);
        for (const { process, lastSecond, total } of processes) {
          seconds.set(process, (seconds.get(process) ?? 0) + lastSecond.fuel);
          expect(total.fuel).toBe(seconds.get(process));
          expect(book.lastSecond(process)).toEqual(lastSecond);
        }
        expect(sum(processes.map(({ total }) => total))).toBe(sum(tenants.map(({ total }) => total)));
        expect(sum(processes.map(({ lastSecond }) => lastSecond))).toBe(sum(tenants.map((one) => one.lastSecond)));
      };
      for (const { process, tenant, usage, ends } of cranks) {
        book.charge(process, tenant, usage);
        if (ends) close();
      }
      close();
      expect(sum(book.tenants().map(({ total }) => total))).toBe(
        cranks.reduce((all, { usage }) => all + usage.fuel + 1, 0),
      );
    }),
  );
});

test('U1 the account of a process that is gone goes with it; what its tenant used stays', () => {
  const book = new UsageBook();
  book.charge('a#1', 'north', { fuel: 10, systemCalls: 1, written: 5 });
  expect(book.close(() => undefined).processes).toEqual([]);
  expect(book.lastSecond('a#1').messages).toBe(0);
  expect(book.tenants()[0]).toMatchObject({ tenantId: 'north', total: { messages: 1, fuel: 10 } });
});

test('U2 modules never claim more than the host has, whoever comes, goes or is replaced', () => {
  const step = fc.record({
    module: fc.constantFrom('a', 'b', 'c', 'd'),
    claim: fc.option(fc.record({ memoryBytes: fc.nat(60), processes: fc.nat(6) }), { nil: undefined }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const whole = { memoryBytes: 100, processes: 10 };
      const budget = new HostBudget(whole);
      const model = new Map<string, { memoryBytes: number; processes: number }>();
      for (const { module, claim } of steps) {
        if (!claim) {
          budget.release(module);
          model.delete(module);
        } else {
          const others = [...model].filter(([name]) => name !== module).map(([, one]) => one);
          const fits = (['memoryBytes', 'processes'] as const).every(
            (name) => others.reduce((all, one) => all + one[name], claim[name]) <= whole[name],
          );
          const admitted = budget.admit(module, claim);
          expect(admitted.ok).toBe(fits);
          if (fits) model.set(module, claim);
          else expect(admitted).toMatchObject({ fault: { name: 'quota-exceeded' } });
        }
        const left = budget.left();
        expect(left.memoryBytes).toBe(100 - [...model.values()].reduce((all, one) => all + one.memoryBytes, 0));
        expect(left.processes).toBeGreaterThanOrEqual(0);
      }
    }),
  );
});

const used = (messages: number): Usage => ({ messages, fuel: 0, systemCalls: 0, written: 0 });

test('U3 who is over a limit stands for as long as it was over; nobody else is touched', () => {
  const watch = new LimitWatch();
  expect(watch.judge('a', used(100), { messages: 100 })).toBeUndefined();
  expect(watch.judge('a', used(1e9), {})).toBeUndefined();
  expect(watch.judge('a', used(150), { messages: 100 })).toEqual({
    action: 'throttle',
    what: '150 messages in a second; its limit is 100',
    milliseconds: 500,
  });
  expect(watch.judge('a', { ...used(900), fuel: 20 }, { messages: 100, fuel: 10 })).toMatchObject({
    milliseconds: 1000,
  });
});

test('U3 who goes on is suspended, and ended if that does not help; a minute within the limit forgets all', () => {
  const watch = new LimitWatch();
  const actions = Array.from({ length: STRIKES.terminate }, () => watch.judge('a', used(2), { messages: 1 })!.action);
  expect(actions.filter((one) => one === 'suspend')).toHaveLength(2);
  expect(actions.indexOf('suspend')).toBe(STRIKES.suspend - 1);
  expect(actions.at(-1)).toBe('terminate');
  watch.forget('a');
  for (let i = 1; i < STRIKES.suspend; i++) watch.judge('a', used(2), { messages: 1 });
  for (let i = 0; i < STRIKES.forgottenAfter; i++) expect(watch.judge('a', used(1), { messages: 1 })).toBeUndefined();
  expect(watch.judge('a', used(2), { messages: 1 })!.action).toBe('throttle');
});
