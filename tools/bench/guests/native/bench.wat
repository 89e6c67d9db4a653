;; Does what is measured, without a language runtime. The first letter after "bench." in the opcode says what.
(module
  (import "esta:kernel/db@0.1.0" "open" (func $db-open (param i32 i32 i32)))
  (import "esta:kernel/db@0.1.0" "[method]collection.read" (func $read (param i32 i32 i32 i32)))
  (import "esta:kernel/db@0.1.0" "[method]collection.write" (func $write (param i32 i32 i32 i32 i32 i32)))
  (import "esta:kernel/db@0.1.0" "[resource-drop]collection" (func $db-drop (param i32)))
  (import "esta:kernel/ipc@0.1.0" "open" (func $ipc-open (param i32 i32 i32)))
  (import "esta:kernel/ipc@0.1.0" "[method]channel.call" (func $call (param i32 i32 i32 i32 i32 i32)))
  (import "esta:kernel/ipc@0.1.0" "[resource-drop]channel" (func $ipc-drop (param i32)))
  (import "esta:kernel/time@0.1.0" "now" (func $now (param i32)))
  (memory (export "memory") 2)
  (data (i32.const 64) "rows")
  (data (i32.const 80) "neighbour")
  (data (i32.const 96) "bench.echo")
  (data (i32.const 128) "{}")
  (data (i32.const 136) "row")
  ;; The allocator gives out what lies behind this address; what one message took is free again after its reply.
  (global $first i32 (i32.const 4096))
  (global $top (mut i32) (i32.const 4096))

  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (local $at i32)
    (local.set $at (i32.and (i32.add (global.get $top) (i32.const 7)) (i32.const -8)))
    (global.set $top (i32.add (local.get $at) (local.get 3)))
    (local.get $at))
  (func (export "cabi_post_handle") (param i32) (global.set $top (global.get $first)))

  (func $reply (param $at i32) (param $length i32) (result i32)
    (i32.store (i32.const 16) (i32.const 0))
    (i32.store (i32.const 20) (local.get $at))
    (i32.store (i32.const 24) (local.get $length))
    (i32.const 16))

  ;; Ends the message when a call was refused: what is measured must have happened.
  (func $must-be-ok (if (i32.load8_u (i32.const 1024)) (then unreachable)))

  ;; 1,000 times the clock.
  (func $clock (local $round i32)
    (loop $again
      (call $now (i32.const 1024))
      (call $must-be-ok)
      (br_if $again (i32.lt_u (local.tee $round (i32.add (local.get $round) (i32.const 1))) (i32.const 1000)))))

  ;; 1,000 times the same row of a collection.
  (func $rows (local $round i32) (local $rows i32) (local $top i32)
    (call $db-open (i32.const 64) (i32.const 4) (i32.const 1024))
    (call $must-be-ok)
    (local.set $rows (i32.load (i32.const 1028)))
    (local.set $top (global.get $top))
    (loop $again
      (call $read (local.get $rows) (i32.const 136) (i32.const 3) (i32.const 1024))
      (call $must-be-ok)
      (global.set $top (local.get $top))
      (br_if $again (i32.lt_u (local.tee $round (i32.add (local.get $round) (i32.const 1))) (i32.const 1000))))
    (call $db-drop (local.get $rows)))

  ;; Writes the payload to a row.
  (func $put (param $payload i32) (param $length i32) (local $rows i32)
    (call $db-open (i32.const 64) (i32.const 4) (i32.const 1024))
    (call $must-be-ok)
    (local.set $rows (i32.load (i32.const 1028)))
    (call $write (local.get $rows) (i32.const 136) (i32.const 3) (local.get $payload) (local.get $length) (i32.const 1024))
    (call $must-be-ok)
    (call $db-drop (local.get $rows)))

  ;; 100 times: gives the neighbour the payload and waits for its reply.
  (func $calls (param $payload i32) (param $length i32) (local $round i32) (local $channel i32) (local $top i32)
    (call $ipc-open (i32.const 80) (i32.const 9) (i32.const 1024))
    (call $must-be-ok)
    (local.set $channel (i32.load (i32.const 1028)))
    (local.set $top (global.get $top))
    (loop $again
      (call $call (local.get $channel) (i32.const 96) (i32.const 10) (local.get $payload) (local.get $length) (i32.const 1024))
      (call $must-be-ok)
      (global.set $top (local.get $top))
      (br_if $again (i32.lt_u (local.tee $round (i32.add (local.get $round) (i32.const 1))) (i32.const 100))))
    (call $ipc-drop (local.get $channel)))

  (func (export "handle") (param $envelope i32) (result i32)
    (local $what i32) (local $payload i32) (local $length i32)
    (local.set $what (i32.load8_u (i32.add (i32.load offset=16 (local.get $envelope)) (i32.const 6))))
    (local.set $payload (i32.load offset=24 (local.get $envelope)))
    (local.set $length (i32.load offset=28 (local.get $envelope)))
    (if (i32.eq (local.get $what) (i32.const 101)) (then (return (call $reply (local.get $payload) (local.get $length))))) ;; e: echo
    (if (i32.eq (local.get $what) (i32.const 115)) (then (loop $again (br $again)))) ;; s: spin
    (if (i32.eq (local.get $what) (i32.const 99)) (then (call $clock))) ;; c: clock
    (if (i32.eq (local.get $what) (i32.const 114)) (then (call $rows))) ;; r: rows
    (if (i32.eq (local.get $what) (i32.const 112)) (then (call $put (local.get $payload) (local.get $length)))) ;; p: put
    (if (i32.eq (local.get $what) (i32.const 110)) (then (call $calls (local.get $payload) (local.get $length)))) ;; n: neighbour
    (call $reply (i32.const 128) (i32.const 2))))
