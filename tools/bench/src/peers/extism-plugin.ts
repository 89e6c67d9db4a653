import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';

/**
 * A plug-in that copies its input into its own memory and from there to its output, eight bytes at a time, as the
 * plug-in kits of Extism do; `spin` never returns.
 */
const TEXT = `(module
  (import "extism:host/env" "input_length" (func $input-length (result i64)))
  (import "extism:host/env" "input_load_u64" (func $input-load (param i64) (result i64)))
  (import "extism:host/env" "input_load_u8" (func $input-load-byte (param i64) (result i32)))
  (import "extism:host/env" "alloc" (func $alloc (param i64) (result i64)))
  (import "extism:host/env" "store_u64" (func $store (param i64 i64)))
  (import "extism:host/env" "store_u8" (func $store-byte (param i64 i32)))
  (import "extism:host/env" "output_set" (func $output-set (param i64 i64)))
  (memory (export "memory") 1)
  (func (export "echo") (result i32)
    (local $length i64) (local $at i64) (local $out i64)
    (local.set $length (call $input-length))
    (local.set $out (call $alloc (local.get $length)))
    (block $words (loop $word
      (br_if $words (i64.gt_u (i64.add (local.get $at) (i64.const 8)) (local.get $length)))
      (i64.store (i32.wrap_i64 (local.get $at)) (call $input-load (local.get $at)))
      (call $store (i64.add (local.get $out) (local.get $at)) (i64.load (i32.wrap_i64 (local.get $at))))
      (local.set $at (i64.add (local.get $at) (i64.const 8)))
      (br $word)))
    (block $bytes (loop $byte
      (br_if $bytes (i64.ge_u (local.get $at) (local.get $length)))
      (call $store-byte (i64.add (local.get $out) (local.get $at)) (call $input-load-byte (local.get $at)))
      (local.set $at (i64.add (local.get $at) (i64.const 1)))
      (br $byte)))
    (call $output-set (local.get $out) (local.get $length))
    (i32.const 0))
  (func (export "spin") (result i32) (loop $again (br $again)) (i32.const 0)))`;

export const extismPlugin = (): Promise<Uint8Array> => parse(TEXT);
