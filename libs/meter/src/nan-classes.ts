import { FLAT_SIZE, NAMES } from './instruction-table.ts';

/**
 * Which instructions may produce a NaN whose bits the engine chooses, and which cannot see a NaN's bits.
 * Source: WebAssembly core specification 4.3.3 "NaN Propagation": the arithmetic operators below; abs, neg, copysign, pmin, pmax, loads and moves are exact.
 */
export const NAN = { none: 0, f32: 1, f64: 2, f32x4: 3, f64x2: 4 } as const;
/** Of `EATS`: an operand of any class is not looked at. */
export const EATS_ANY = 255;

const CLASSES: Readonly<Record<string, number>> = NAN;
const ARITHMETIC = /^(f32|f64|f32x4|f64x2)\.(add|sub|mul|div|sqrt|min|max|ceil|floor|trunc|nearest)$/;
const COMPARE = /^(f32|f64|f32x4|f64x2)\.(eq|ne|lt|gt|le|ge)$/;
const CONVERT =
  /^(?:i32|i64|i32x4|f32|f64|f32x4|f64x2)\.(?:trunc_sat|trunc|demote|promote_low|promote)_(f32x4|f64x2|f32|f64)/;

function producedBy(name: string): number {
  if (/demote|promote/.test(name)) return CLASSES[name.split('.')[0]!] ?? NAN.none;
  return CLASSES[ARITHMETIC.exec(name)?.[1] ?? 'none']!;
}

function eatenBy(name: string): number {
  if (name === 'drop') return EATS_ANY;
  return CLASSES[(ARITHMETIC.exec(name) ?? COMPARE.exec(name) ?? CONVERT.exec(name))?.[1] ?? 'none']!;
}

const byName = (of: (name: string) => number): Uint8Array =>
  Uint8Array.from({ length: FLAT_SIZE }, (_, flat) => of(NAMES[flat] ?? ''));

/** Class of the NaN an instruction may produce, by flat index. */
export const PRODUCES: Uint8Array = byName(producedBy);
/** Class of operands whose NaN bits an instruction cannot make visible, by flat index. */
export const EATS: Uint8Array = byName(eatenBy);
