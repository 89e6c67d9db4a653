;; A guest without a language runtime that misbehaves at the raw ABI. The first letter after "brute." in the opcode
;; says how; whatever it does, it goes on when it is refused.
(module
  (import "esta:kernel/db@0.1.0" "open" (func $db-open (param i32 i32 i32)))
  (import "esta:kernel/db@0.1.0" "[method]collection.write" (func $write (param i32 i32 i32 i32 i32 i32)))
  (import "esta:kernel/db@0.1.0" "[resource-drop]collection" (func $drop (param i32)))
  (import "esta:kernel/ipc@0.1.0" "open" (func $ipc-open (param i32 i32 i32)))
  (import "esta:kernel/ipc@0.1.0" "[method]channel.send" (func $send (param i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "esta:kernel/time@0.1.0" "now" (func $now (param i32)))
  (memory (export "memory") 2)
  (data (i32.const 64) "rows")
  (data (i32.const 72) "neighbour")
  (data (i32.const 96) "Command")
  (data (i32.const 112) "neighbour.hear")
  (data (i32.const 128) "{}")
  (data (i32.const 136) "\22\c3\28\22")
  (data (i32.const 144) "[1,2")
  (data (i32.const 160) "not-granted")
  (global $top (mut i32) (i32.const 16384))
  ;; Once set, what the kernel lifts into this memory all lands in one place: an answer a round must not grow it.
  (global $flooding (mut i32) (i32.const 0))

  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (local $at i32)
    (if (global.get $flooding) (then (return (i32.const 8192))))
    (local.set $at (i32.and (i32.add (global.get $top) (i32.const 7)) (i32.const -8)))
    (global.set $top (i32.add (local.get $at) (local.get 3)))
    (local.get $at))

  (func $reply (param $at i32) (param $length i32) (result i32)
    (i32.store (i32.const 16) (i32.const 0))
    (i32.store (i32.const 20) (local.get $at))
    (i32.store (i32.const 24) (local.get $length))
    (i32.const 16))

  (func $deep (param $n i32) (result i32) (i32.add (call $deep (i32.add (local.get $n) (i32.const 1))) (i32.const 1)))

  ;; Opens the collection and writes a row that must not stay.
  (func $leave-something
    (call $db-open (i32.const 64) (i32.const 4) (i32.const 1024))
    (call $write (i32.load (i32.const 1028)) (i32.const 64) (i32.const 4) (i32.const 128) (i32.const 2) (i32.const 1024)))

  (func $channel (result i32)
    (call $ipc-open (i32.const 72) (i32.const 9) (i32.const 1024))
    (i32.load (i32.const 1028)))

  (func $hear (param $channel i32) (param $payload i32) (param $length i32)
    (call $send (local.get $channel) (i32.const 96) (i32.const 7) (i32.const 112) (i32.const 14) (local.get $payload) (local.get $length) (i32.const 1024)))

  (func (export "handle") (param $envelope i32) (result i32)
    (local $what i32)
    (local $handle i32)
    (local.set $what (i32.load8_u (i32.add (i32.load offset=16 (local.get $envelope)) (i32.const 6))))
    (global.set $flooding (i32.const 1))
    (call $leave-something)
    (if (i32.eq (local.get $what) (i32.const 115)) (then (loop $again (br $again)))) ;; s: spin
    (if (i32.eq (local.get $what) (i32.const 114)) (then (return (call $deep (i32.const 0))))) ;; r: recurse
    (if (i32.eq (local.get $what) (i32.const 103)) ;; g: grow page by page, and use each page
      (then (loop $again
        (i32.store (i32.mul (memory.grow (i32.const 1)) (i32.const 65536)) (i32.const 1))
        (br $again))))
    (if (i32.eq (local.get $what) (i32.const 104)) ;; h: handles, none dropped
      (then (loop $again
        (call $db-open (i32.const 64) (i32.const 4) (i32.const 1024))
        (br $again))))
    (if (i32.eq (local.get $what) (i32.const 107)) ;; k: keep ten handles and answer
      (then
        (loop $again
          (call $db-open (i32.const 64) (i32.const 4) (i32.const 1024))
          (local.set $handle (i32.add (local.get $handle) (i32.const 1)))
          (br_if $again (i32.lt_u (local.get $handle) (i32.const 10))))
        (return (call $reply (i32.const 128) (i32.const 2)))))
    (if (i32.eq (local.get $what) (i32.const 102)) ;; f: flood of refused calls
      (then (loop $again
        (call $db-open (i32.const 160) (i32.const 11) (i32.const 1024))
        (br $again))))
    (if (i32.eq (local.get $what) (i32.const 99)) ;; c: clock, for ever
      (then (loop $again
        (call $now (i32.const 1024))
        (br $again))))
    (if (i32.eq (local.get $what) (i32.const 109)) ;; m: messages, for ever
      (then
        (local.set $handle (call $channel))
        (loop $again
          (call $hear (local.get $handle) (i32.const 128) (i32.const 2))
          (br $again))))
    (if (i32.eq (local.get $what) (i32.const 108)) ;; l: a message of 100 MB out of a memory of 128 KiB
      (then (call $hear (call $channel) (i32.const 0) (i32.const 100000000))))
    (if (i32.eq (local.get $what) (i32.const 122)) ;; z: a message of 10 MB of zeros
      (then
        (drop (memory.grow (i32.const 160)))
        (loop $again
          (call $hear (call $channel) (i32.const 131072) (i32.const 10000000))
          (br $again))))
    (if (i32.eq (local.get $what) (i32.const 119)) (then (unreachable))) ;; w: trap half-way through a write
    (if (i32.eq (local.get $what) (i32.const 105)) (then (return (call $reply (i32.const 136) (i32.const 4))))) ;; i: invalid UTF-8
    (if (i32.eq (local.get $what) (i32.const 106)) (then (return (call $reply (i32.const 144) (i32.const 4))))) ;; j: not JSON
    (if (i32.eq (local.get $what) (i32.const 112)) (then (return (i32.const -4)))) ;; p: a result outside of the memory
    (if (i32.eq (local.get $what) (i32.const 111)) (then (return (call $reply (i32.const 64) (i32.const -1))))) ;; o: a reply of 4 GiB
    (if (i32.eq (local.get $what) (i32.const 98)) ;; b: a result that is neither ok nor err
      (then
        (i32.store (i32.const 16) (i32.const 7))
        (return (i32.const 16))))
    (if (i32.eq (local.get $what) (i32.const 100)) (then (call $drop (i32.const 9)))) ;; d: drop a handle that was never given
    (if (i32.eq (local.get $what) (i32.const 117)) (then (call $write (i32.const 9) (i32.const 64) (i32.const 4) (i32.const 128) (i32.const 2) (i32.const 1024)))) ;; u: use a handle that was never given
    (call $reply (i32.const 128) (i32.const 2))))
