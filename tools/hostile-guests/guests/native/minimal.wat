;; The least that is a service: it answers {}. START, REALLOC and POST stand where a fixture misbehaves before, while
;; and after its handler runs.
(module
  (memory (export "memory") 1)
  (data (i32.const 64) "{}")
  (global $top (mut i32) (i32.const 4096))
  START
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (local $at i32)
    REALLOC
    (local.set $at (i32.and (i32.add (global.get $top) (i32.const 7)) (i32.const -8)))
    (global.set $top (i32.add (local.get $at) (local.get 3)))
    (local.get $at))
  (func (export "handle") (param i32) (result i32)
    (i32.store (i32.const 16) (i32.const 0))
    (i32.store (i32.const 20) (i32.const 64))
    (i32.store (i32.const 24) (i32.const 2))
    (i32.const 16))
  (func (export "cabi_post_handle") (param i32) POST))
