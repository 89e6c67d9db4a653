import { describe, expect, it } from 'vitest';
import { COST_TABLE } from './cost-table.ts';
import { CURRENT_RULES, costsOf } from './fuel-rules.ts';
import { FLAT_FC, FLAT_FD, FORMS, NAMES } from './instruction-table.ts';
import { EATS, PRODUCES, NAN } from './nan-classes.ts';

const flat = (name: string): number => NAMES.indexOf(name);

describe('the instruction table', () => {
  it('has each name once, and a form for each name', () => {
    const names = NAMES.filter((name) => name !== undefined);
    expect(new Set(names).size).toBe(names.length);
    for (const [index, name] of NAMES.entries())
      expect(FORMS[index] !== 0, `${index} ${name}`).toBe(name !== undefined);
  });

  it('puts the ends of every run where the specification has them', () => {
    expect([
      flat('i64.store32'),
      flat('i32.rotr'),
      flat('i64.rotr'),
      flat('f32.copysign'),
      flat('f64.copysign'),
    ]).toEqual([0x3e, 0x78, 0x8a, 0x98, 0xa6]);
    expect([
      flat('i64.trunc_f64_u'),
      flat('f64.promote_f32'),
      flat('i64.extend32_s'),
      flat('f64.ge'),
      flat('i64.ge_u'),
    ]).toEqual([0xb1, 0xbb, 0xc4, 0x66, 0x5a]);
    expect([flat('i64.trunc_sat_f64_u'), flat('table.fill')]).toEqual([FLAT_FC + 7, FLAT_FC + 17]);
    const vectors = [
      ['v128.load64_splat', 10],
      ['f64x2.ge', 76],
      ['i8x16.avgr_u', 123],
      ['i16x8.extmul_high_i8x16_u', 159],
      ['i32x4.dot_i16x8_s', 186],
      ['i64x2.extmul_high_i32x4_u', 223],
      ['f64x2.pmax', 247],
      ['f64x2.convert_low_i32x4_u', 255],
    ] as const;
    for (const [name, sub] of vectors) expect(flat(name), name).toBe(FLAT_FD + sub);
  });

  it('M2: is named by the cost table, which makes nothing but structure free', () => {
    for (const name of Object.keys(COST_TABLE)) expect(flat(name), name).toBeGreaterThanOrEqual(0);
    const free = NAMES.filter((name, index) => name !== undefined && costsOf(CURRENT_RULES)[index] === 0);
    expect(free.sort()).toEqual(['block', 'else', 'end', 'loop', 'try', 'try_table']);
  });

  it('M11: knows which instructions make NaNs and which look at them', () => {
    expect(NAMES.filter((name, index) => name?.startsWith('f64.') && PRODUCES[index] === NAN.f64)).toHaveLength(12);
    expect(PRODUCES[flat('f32.demote_f64')]).toBe(NAN.f32);
    expect(EATS[flat('f32.demote_f64')]).toBe(NAN.f64);
    expect(PRODUCES[flat('f64x2.promote_low_f32x4')]).toBe(NAN.f64x2);
    expect(EATS[flat('f64x2.promote_low_f32x4')]).toBe(NAN.f32x4);
    for (const name of [
      'f64.abs',
      'f64.neg',
      'f64.copysign',
      'f64x2.pmin',
      'f64.load',
      'i64.reinterpret_f64',
      'f64.store',
    ]) {
      expect([PRODUCES[flat(name)], EATS[flat(name)]], name).toEqual([0, 0]);
    }
  });
});
