import { fail, LIMITS, ok, type Fault } from '@esta-logic/kernel-boundary';
import { expect, test } from 'vitest';
import { CallTape } from './call-tape.ts';

const MIB = 1024 * 1024;

test('J6 every call is taken down in order, with its arguments, its result and whether the guest received it', async () => {
  const tape = new CallTape(() => undefined);
  expect(tape.begin('sys.db.open', ['shifts'])).toBeUndefined();
  tape.settle(ok(3));
  tape.begin('sys.db.read', [3, 'a']);
  const reading = tape.settle(Promise.resolve(ok('1')));
  expect(tape.calls.map(({ state }) => state)).toEqual(['received', 'pending']);
  expect(tape.broken).toBe(true);
  expect(await reading).toEqual(ok('1'));
  expect(tape.calls[1]).toMatchObject({ state: 'finished', result: ok('1') });
  expect(tape.broken).toBe(false);
  tape.begin('sys.db.write', [3, 'a', '2']);
  const refusal = fail('rights-insufficient', 'No.');
  expect(tape.settle(refusal)).toBe(refusal);
  expect(tape.calls).toEqual([
    { syscall: 'sys.db.open', args: ['shifts'], state: 'received', result: ok(3) },
    { syscall: 'sys.db.read', args: [3, 'a'], state: 'received', result: ok('1') },
    { syscall: 'sys.db.write', args: [3, 'a', '2'], state: 'received', result: refusal },
  ]);
});

test('J6 what the host finished and the guest did not go on from was not received', async () => {
  const tape = new CallTape(() => undefined);
  tape.begin('sys.ipc.call', [0, 'a.b', '{}']);
  await tape.settle(Promise.resolve(ok('{}')));
  expect(tape.calls[0]!.state).toBe('finished');
  tape.ended();
  expect(tape.calls[0]!.state).toBe('received');
});

test('J6 a call whose promise rejects stays pending', async () => {
  const tape = new CallTape(() => undefined);
  tape.begin('sys.db.read', [0, 'a']);
  await expect(tape.settle(Promise.reject<ReturnType<typeof ok<string>>>(new Error('disk')))).rejects.toThrow('disk');
  tape.ended();
  expect(tape.calls[0]).toMatchObject({ state: 'pending', result: undefined });
  expect(tape.broken).toBe(true);
});

test('I7 more characters than a record may hold are refused, arguments and results counted', () => {
  const heard: Fault[] = [];
  const tape = new CallTape((fault) => heard.push(fault));
  const big = 'x'.repeat(MIB);
  const calls = LIMITS.crankCharacters.value / MIB / 2;
  for (let i = 0; i < calls; i++) {
    expect(tape.begin('sys.db.write', [0, '', big])).toBeUndefined();
    tape.settle(ok(undefined));
    expect(tape.begin('sys.db.query', [0, '', undefined, 1])).toBeUndefined();
    tape.settle(ok([{ key: '', value: big }]));
  }
  expect(heard).toEqual([]);
  const refusal = tape.begin('sys.db.transact', [0, [{ key: 'a', value: undefined }]]);
  expect(refusal).toMatchObject({ ok: false, fault: { name: 'quota-exceeded' } });
  expect(heard).toHaveLength(1);
  tape.settle(refusal!);
  expect(tape.calls.at(-1)).toMatchObject({ syscall: 'sys.db.transact', result: refusal, state: 'received' });
});

test('J14 what is refused for its length fills no record, and counts in full', () => {
  const heard: Fault[] = [];
  const tape = new CallTape((fault) => heard.push(fault));
  const long = 'x'.repeat(LIMITS.crankCharacters.value);
  expect(tape.begin('sys.ipc.send', [0, 'Event', 'a.b', long])).toMatchObject({ fault: { name: 'quota-exceeded' } });
  expect(heard).toHaveLength(1);
  expect(JSON.stringify(tape.calls).length).toBeLessThan(2000);
});
