import { RIGHTS, rightsOf, type Right, type Rights } from '@esta-logic/kernel-boundary';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CapabilityEngine } from './capability-engine.ts';
import { coversPattern, matchesPattern } from './resource-pattern.ts';

const resource = (resourcePath: string) => ({ resourceType: 'database' as const, resourcePath, tenantId: '*' });
const slotOf = (result: { ok: boolean; value?: number }): number => {
  if (!result.ok) throw new Error(JSON.stringify(result));
  return result.value!;
};
const demand = (right: Right, path?: string) => ({
  resourceType: 'database' as const,
  right,
  now: 0,
  ...(path === undefined ? {} : { path }),
});

test('I2 a check without a capability, with another type, path or right is refused by name', () => {
  const engine = new CapabilityEngine();
  const slot = slotOf(
    engine.mint('time', { resource: resource('time.shifts'), rights: rightsOf('read'), label: 'shifts' }),
  );
  expect(engine.check('time', slot, demand('read', 'time.shifts')).ok).toBe(true);
  expect(engine.check('time', slot + 1, demand('read'))).toMatchObject({ fault: { name: 'capability-missing' } });
  expect(engine.check('other', slot, demand('read'))).toMatchObject({ fault: { name: 'capability-missing' } });
  expect(engine.check('time', slot, demand('write'))).toMatchObject({ fault: { name: 'rights-insufficient' } });
  expect(engine.check('time', slot, demand('read', 'time.staged'))).toMatchObject({
    fault: { name: 'capability-missing' },
  });
  expect(engine.check('time', slot, { resourceType: 'channel', now: 0 })).toMatchObject({
    fault: { name: 'capability-missing' },
  });
  expect(engine.find('time', 'shifts', 'database')).toEqual({ ok: true, value: slot });
  expect(engine.find('time', 'shifts', 'channel')).toMatchObject({ fault: { name: 'capability-missing' } });
});

test('expiry and use count end a capability; copies share the allowance of what they came from', () => {
  const engine = new CapabilityEngine();
  const slot = slotOf(
    engine.mint('a', { resource: resource('x'), rights: rightsOf('read', 'delegate'), expiresAt: 100, maxUseCount: 3 }),
  );
  const copy = slotOf(engine.derive('a', slot, {}, 'b', 0));
  expect(engine.check('a', slot, demand('read')).ok).toBe(true);
  expect(engine.check('b', copy, demand('read')).ok).toBe(true);
  expect(engine.check('b', copy, demand('read')).ok).toBe(true);
  expect(engine.check('b', copy, demand('read'))).toMatchObject({ fault: { name: 'capability-expired' } });
  expect(engine.check('a', slot, demand('read'))).toMatchObject({ fault: { name: 'capability-expired' } });
  expect(engine.check('a', slot, { ...demand('read'), now: 100 })).toMatchObject({
    fault: { name: 'capability-expired' },
  });
});

test('crossing into another CSpace needs the right to delegate', () => {
  const engine = new CapabilityEngine();
  const slot = slotOf(engine.mint('a', { resource: resource('x'), rights: rightsOf('read') }));
  expect(engine.derive('a', slot, {}, 'b', 0)).toMatchObject({ fault: { name: 'rights-insufficient' } });
  expect(engine.derive('a', slot, {}, 'a', 0).ok).toBe(true);
});

test('I11 revoking a capability revokes all that came of it, whoever holds it', () => {
  const engine = new CapabilityEngine();
  const root = slotOf(engine.mint('a', { resource: resource('x.*'), rights: rightsOf(...RIGHTS) }));
  const child = slotOf(engine.derive('a', root, { resourcePath: 'x.y' }, 'b', 0));
  const grandchild = slotOf(engine.derive('b', child, { rights: rightsOf('read') }, 'c', 0));
  expect(engine.revoke('a', root)).toEqual({ ok: true, value: 3 });
  expect(engine.check('c', grandchild, demand('read', 'x.y'))).toMatchObject({ fault: { name: 'capability-revoked' } });
  expect(engine.check('b', child, demand('read', 'x.y'))).toMatchObject({ fault: { name: 'capability-revoked' } });
});

const rightsArbitrary: fc.Arbitrary<Rights> = fc.subarray([...RIGHTS]).map((held) => rightsOf(...held));
const pathArbitrary = fc.constantFrom('*', 'a', 'a.*', 'a.b', 'a.b.*', 'a.b.c', 'ab', 'ab.c');

test('I10 a derived capability is never stronger than its parent, whatever is asked', () => {
  fc.assert(
    fc.property(
      rightsArbitrary,
      pathArbitrary,
      rightsArbitrary,
      pathArbitrary,
      fc.constantFrom(...RIGHTS),
      fc.constantFrom('a', 'a.b', 'a.b.c', 'ab.c'),
      (held, over, wanted, narrowed, right, path) => {
        const engine = new CapabilityEngine();
        const root = slotOf(engine.mint('p', { resource: resource(over), rights: { ...held, delegate: true } }));
        const derived = engine.derive('p', root, { rights: wanted, resourcePath: narrowed }, 'q', 0);
        if (derived.ok && engine.check('q', derived.value, demand(right, path)).ok) {
          expect(engine.check('p', root, demand(right, path)).ok).toBe(true);
        }
      },
    ),
  );
});

test('a pattern covers another exactly when it matches all that the other matches', () => {
  const paths = ['a', 'a.b', 'a.b.c', 'a.b.c.d', 'ab', 'ab.c', 'b'];
  fc.assert(
    fc.property(pathArbitrary, pathArbitrary, (outer, inner) => {
      if (!coversPattern(outer, inner)) return;
      for (const path of paths) if (matchesPattern(inner, path)) expect(matchesPattern(outer, path)).toBe(true);
    }),
  );
});

test('slots are reused and a full CSpace refuses', () => {
  const engine = new CapabilityEngine();
  const first = slotOf(engine.mint('a', { resource: resource('x'), rights: {} }));
  engine.mint('a', { resource: resource('y'), rights: {} });
  engine.drop('a', first);
  expect(engine.mint('a', { resource: resource('z'), rights: {} })).toEqual({ ok: true, value: first });
  for (let i = 0; i < 1022; i++) slotOf(engine.mint('a', { resource: resource('x'), rights: {} }));
  expect(engine.mint('a', { resource: resource('x'), rights: {} })).toMatchObject({
    fault: { name: 'quota-exceeded' },
  });
});
