import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeManifest } from './manifest-decode.ts';

const good = {
  id: 'time-service',
  version: '0.1.0',
  description: 'Keeps shifts.',
  abi: '0.1.0',
  ring: 2,
  priority: 'normal',
  imports: ['db', 'ipc'],
  opcodes: { 'time.shifts': { types: ['Query'], description: 'Shifts', payload: { type: 'object' } } },
  limits: { memoryBytes: 1 << 24, cpuMillisecondsPerCall: 5000 },
  requiredCapabilities: [
    {
      label: 'shifts',
      resourceType: 'database',
      resourcePattern: 'time-service.shifts',
      rights: { read: true },
      reason: 'Keep shifts',
    },
  ],
};

test('a good manifest is decoded with its schemas compiled', () => {
  const decoded = decodeManifest(good);
  expect(decoded.ok && decoded.value.opcodes.get('time.shifts')?.payload('x', '')).toContain('must be of type object');
});

test('each wrong field is refused by its name', () => {
  const capability = (change: object) => ({ requiredCapabilities: [{ ...good.requiredCapabilities[0], ...change }] });
  const opcode = (change: object) => ({ opcodes: { 'time.shifts': { ...good.opcodes['time.shifts'], ...change } } });
  const wrong: [object, string][] = [
    [{ id: 'Time' }, 'id'],
    [{ id: 'client' }, 'id'],
    [{ id: 'broadcast' }, 'id'],
    [{ version: '1' }, 'version'],
    [{ description: '' }, 'description'],
    [{ abi: '9.0.0' }, 'abi'],
    [{ ring: 0 }, 'ring'],
    [{ priority: 'system' }, 'priority'],
    [{ imports: ['net'] }, 'imports'],
    [{ imports: ['db', 'db'] }, 'imports'],
    [{ stateful: 'yes' }, 'stateful'],
    [{ lockstep: 1 }, 'lockstep'],
    [{ lockstep: true, stateful: true }, 'lockstep'],
    [{ extra: 1 }, 'extra'],
    [{ limits: { memoryBytes: 1e12 } }, 'limits.memoryBytes'],
    [{ limits: { wishes: 3 } }, 'limits.wishes'],
    [{ overflow: 'drop-all' }, 'overflow'],
    [{ opcodes: { shifts: {} } }, 'opcodes.shifts'],
    [opcode({ types: [] }), 'opcodes.time.shifts.types'],
    [opcode({ payload: { $ref: '#' } }), 'opcodes.time.shifts.payload'],
    [{ requiredCapabilities: {} }, 'requiredCapabilities'],
    [capability({ label: 'Big' }), 'requiredCapabilities[0]'],
    [capability({ rights: { fly: true } }), 'requiredCapabilities[0]'],
    [capability({ resourcePattern: '../etc' }), 'requiredCapabilities[0]'],
    [capability({ reason: '' }), 'requiredCapabilities[0]'],
    [capability({ tenantId: 'other' }), 'tenantId'],
    [{ requiredCapabilities: [good.requiredCapabilities[0], good.requiredCapabilities[0]] }, 'requiredCapabilities[1]'],
  ];
  for (const [change, field] of wrong) {
    const result = decodeManifest({ ...good, ...change });
    expect(result, field).toMatchObject({ ok: false, fault: { name: 'invalid-manifest' } });
    if (!result.ok) expect(result.fault.message).toContain(field);
  }
});

test('nothing makes the decoder throw', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...Object.keys(good)), fc.anything()), (change) => {
      expect(typeof decodeManifest({ ...good, ...change }).ok).toBe('boolean');
    }),
  );
  fc.assert(
    fc.property(fc.anything(), (value) => {
      expect(typeof decodeManifest(value).ok).toBe('boolean');
    }),
  );
});
