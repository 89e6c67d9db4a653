import { describe, expect, it } from 'vitest';
import { meter, type MeterOptions } from '../src/index.ts';
import { run } from './run.ts';
import { wat } from './wat.ts';

const PAGE = 65_536;
const four: MeterOptions = { memoryBytes: 4 * PAGE + 100 };
const GROWS = (memory: string): Uint8Array =>
  wat(
    `(module ${memory} (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0))) (func (export "size") (result i32) (memory.size)))`,
  );

describe('M10: memories and tables', () => {
  it('a memory never grows past the limit, and the guest sees -1', () => {
    const guest = run(GROWS('(memory 1)'), {}, four);
    expect(guest.metered.stats.memories).toEqual([{ imported: false, min: 1, max: 4 }]);
    expect([
      guest.call('grow', 2).result,
      guest.call('grow', 2).result,
      guest.call('grow', 1).result,
      guest.call('grow', 1).result,
    ]).toEqual([1, -1, 3, -1]);
    expect(guest.call('grow', -1).result).toBe(-1);
    expect(guest.call('size').result).toBe(4);
  });

  it("a module's own smaller maximum stays", () => {
    const guest = run(GROWS('(memory 1 2)'), {}, four);
    expect([guest.call('grow', 1).result, guest.call('grow', 1).result]).toEqual([1, -1]);
  });

  it('an imported memory must have the limit, too', () => {
    const bytes = GROWS('(import "env" "memory" (memory 1))');
    expect(() => run(bytes, { env: { memory: new WebAssembly.Memory({ initial: 1 }) } }, four)).toThrow('maximum');
    const guest = run(bytes, { env: { memory: new WebAssembly.Memory({ initial: 1, maximum: 4 }) } }, four);
    expect([guest.call('grow', 3).result, guest.call('grow', 1).result]).toEqual([1, -1]);
  });

  it('a growth within the limit that the host refuses is a trap with its own reason, never a result', () => {
    const guest = run(
      GROWS('(import "env" "memory" (memory 1))'),
      { env: { memory: new WebAssembly.Memory({ initial: 1, maximum: 2 }) } },
      four,
    );
    expect(guest.call('grow', 2)).toMatchObject({ error: expect.stringContaining('unreachable'), reason: 3 });
  });

  it('a module that starts above the limit is refused as out of memory', () => {
    expect(meter(wat('(module (memory 5))'), four)).toMatchObject({
      ok: false,
      fault: { code: 3002, message: expect.stringContaining('5 pages') },
    });
  });

  it('a table never grows past its limit', () => {
    const guest = run(
      wat(
        '(module (table $t 2 funcref) (func (export "grow") (param i32) (result i32) (table.grow $t (ref.null func) (local.get 0))))',
      ),
      {},
      { ...four, tableElements: 10 },
    );
    expect([guest.call('grow', 8).result, guest.call('grow', 1).result]).toEqual([2, -1]);
    expect(meter(wat('(module (table 11 funcref))'), { ...four, tableElements: 10 })).toMatchObject({
      ok: false,
      fault: { code: 3002, message: expect.stringContaining('11 elements') },
    });
  });
});
