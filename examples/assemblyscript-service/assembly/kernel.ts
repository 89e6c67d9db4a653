// The world esta:kernel/service for AssemblyScript, at the canonical ABI with string-encoding=utf16.
//
// A managed string lies in memory as the boundary wants it: UTF-16, a pointer and a length in code units. So texts go
// out without a copy, and what the host writes into a string that `cabi_realloc` made comes in without one.

/** A row of the closed error table and one sentence for people. */
export class Fault {
  constructor(
    public code: u32,
    public message: string,
  ) {}
}

/** What a call came to. Without a fault `value` is the answer; with one it means nothing. */
export class Answer<T> {
  constructor(
    public value: T,
    public fault: Fault | null = null,
  ) {}
}

/** The message; the payload is JSON that matched the opcode's schema. */
export class Envelope {
  kind: string = '';
  source: string = '';
  opcode: string = '';
  payload: string = '';
  messageId: string = '';
  correlationId: string | null = null;
  timestamp: string = '';
  tenantId: string = '';
}

export class Entry {
  constructor(
    public key: string,
    public value: string,
  ) {}
}

/** A value of null deletes the key. */
export class Change {
  constructor(
    public key: string,
    public value: string | null,
  ) {}
}

@external('esta:kernel/db@0.1.0', 'open')
declare function dbOpen(label: usize, length: i32, to: usize): void;
@external('esta:kernel/db@0.1.0', '[resource-drop]collection')
declare function dropCollection(handle: i32): void;
@external('esta:kernel/db@0.1.0', '[method]collection.read')
declare function dbRead(self: i32, key: usize, length: i32, to: usize): void;
@external('esta:kernel/db@0.1.0', '[method]collection.query')
declare function dbQuery(self: i32, prefix: usize, length: i32, some: i32, after: usize, afterLength: i32, limit: u32, to: usize): void;
@external('esta:kernel/db@0.1.0', '[method]collection.write')
declare function dbWrite(self: i32, key: usize, length: i32, value: usize, valueLength: i32, to: usize): void;
@external('esta:kernel/db@0.1.0', '[method]collection.delete')
declare function dbDelete(self: i32, key: usize, length: i32, to: usize): void;
@external('esta:kernel/db@0.1.0', '[method]collection.transact')
declare function dbTransact(self: i32, changes: usize, count: i32, to: usize): void;
@external('esta:kernel/time@0.1.0', 'now')
declare function timeNow(to: usize): void;
@external('esta:kernel/ipc@0.1.0', 'open')
declare function ipcOpen(label: usize, length: i32, to: usize): void;
@external('esta:kernel/ipc@0.1.0', '[resource-drop]channel')
declare function dropChannel(handle: i32): void;
@external('esta:kernel/ipc@0.1.0', '[method]channel.send')
declare function ipcSend(self: i32, kind: usize, kindLength: i32, opcode: usize, opcodeLength: i32, payload: usize, length: i32, to: usize): void;
@external('esta:kernel/ipc@0.1.0', '[method]channel.call')
declare function ipcCall(self: i32, opcode: usize, opcodeLength: i32, payload: usize, length: i32, to: usize): void;
@external('esta:kernel/audit@0.1.0', 'log')
declare function auditLog(record: usize, length: i32, to: usize): void;
@external('esta:kernel/log@0.1.0', 'write')
declare function logWrite(level: i32, message: usize, length: i32): void;

/** Where the host writes what a call came to: a discriminant, and 4 bytes on (8 before a u64) the answer or the fault. */
const RESULT: usize = memory.data(32, 8);
/** Bytes of a pair of strings in a list. */
const ENTRY: usize = 16;
/** Bytes of a string and an optional one in a list. */
const CHANGE: usize = 20;

// @ts-ignore: decorator
@inline
function at(text: string): usize {
  return changetype<usize>(text);
}

/** The string whose pointer and length stand at an address; `cabi_realloc` made it, and pinned it until now. */
function textAt(address: usize): string {
  if (load<i32>(address, 4) == 0) return '';
  const pointer = load<usize>(address);
  __unpin(pointer);
  return changetype<string>(pointer);
}

/** What the host answered, where a fault is a code and a text `offset` bytes on. */
function faultAt(offset: usize = 4): Fault | null {
  return load<u8>(RESULT) == 0 ? null : new Fault(load<u32>(RESULT + offset), textAt(RESULT + offset + 4));
}

export class Collection {
  constructor(private handle: i32) {}

  /** Right: read. The value is null where there is none. */
  read(key: string): Answer<string | null> {
    dbRead(this.handle, at(key), key.length, RESULT);
    const fault = faultAt();
    return new Answer<string | null>(fault == null && load<u8>(RESULT, 4) == 1 ? textAt(RESULT + 8) : null, fault);
  }

  /** Entries whose key starts with `prefix`, in key order, from the first key behind `after`. Right: list. */
  query(prefix: string, after: string | null = null, limit: u32 = 100): Answer<Entry[]> {
    const from: string = after == null ? '' : after;
    dbQuery(this.handle, at(prefix), prefix.length, i32(after != null), at(from), from.length, limit, RESULT);
    const found: Entry[] = [];
    const fault = faultAt();
    if (fault != null) return new Answer<Entry[]>(found, fault);
    const list = load<usize>(RESULT, 4);
    const count = load<i32>(RESULT, 8);
    for (let i = 0; i < count; i++) {
      const entry = list + <usize>i * ENTRY;
      found.push(new Entry(textAt(entry), textAt(entry + 8)));
    }
    if (count > 0) heap.free(list);
    return new Answer<Entry[]>(found);
  }

  /** Right: write, or create when the key is new. */
  write(key: string, value: string): Fault | null {
    dbWrite(this.handle, at(key), key.length, at(value), value.length, RESULT);
    return faultAt();
  }

  /** Right: delete. */
  delete(key: string): Fault | null {
    dbDelete(this.handle, at(key), key.length, RESULT);
    return faultAt();
  }

  /** All of the changes or none. Rights: as write and delete. */
  transact(changes: Change[]): Fault | null {
    const list = heap.alloc(<usize>changes.length * CHANGE);
    for (let i = 0; i < changes.length; i++) {
      const change = list + <usize>i * CHANGE;
      const key = changes[i].key;
      const value = changes[i].value;
      store<usize>(change, at(key));
      store<i32>(change, key.length, 4);
      store<u8>(change, u8(value != null), 8);
      store<usize>(change, value == null ? 0 : at(value), 12);
      store<i32>(change, value == null ? 0 : value.length, 16);
    }
    dbTransact(this.handle, list, changes.length, RESULT);
    heap.free(list);
    return faultAt();
  }

  drop(): void {
    dropCollection(this.handle);
  }
}

export class Channel {
  constructor(private handle: i32) {}

  /** Leaves when the message is done; the value is the id of what was sent. Right: write. */
  send(kind: string, opcode: string, payload: string): Answer<string> {
    ipcSend(this.handle, at(kind), kind.length, at(opcode), opcode.length, at(payload), payload.length, RESULT);
    return textOfResult();
  }

  /** Waits for the reply, a JSON document. Right: execute. */
  call(opcode: string, payload: string): Answer<string> {
    ipcCall(this.handle, at(opcode), opcode.length, at(payload), payload.length, RESULT);
    return textOfResult();
  }

  drop(): void {
    dropChannel(this.handle);
  }
}

function textOfResult(): Answer<string> {
  const fault = faultAt();
  return new Answer<string>(fault == null ? textAt(RESULT + 4) : '', fault);
}

/** The collection that capabilities.json grants under a label. */
export function openCollection(label: string): Answer<Collection> {
  dbOpen(at(label), label.length, RESULT);
  const fault = faultAt();
  return new Answer<Collection>(new Collection(fault == null ? load<i32>(RESULT, 4) : -1), fault);
}

/** The channel that capabilities.json grants under a label. */
export function openChannel(label: string): Answer<Channel> {
  ipcOpen(at(label), label.length, RESULT);
  const fault = faultAt();
  return new Answer<Channel>(new Channel(fault == null ? load<i32>(RESULT, 4) : -1), fault);
}

/** Milliseconds since the epoch, UTC: the only clock. */
export function now(): Answer<u64> {
  timeNow(RESULT);
  const fault = faultAt(8);
  return new Answer<u64>(load<u64>(RESULT, 8), fault);
}

/** Puts a JSON object into the audit log; it commits with the message. */
export function audit(record: string): Fault | null {
  auditLog(at(record), record.length, RESULT);
  return faultAt();
}

export enum Level {
  Debug,
  Info,
  Warn,
  Error,
}

/** A line for operators. */
export function log(level: Level, message: string): void {
  logWrite(level, at(message), message.length);
}

let handler: (message: Envelope) => Answer<string> = (message) => new Answer<string>('{}');
/** The reply in hand: reachable, so that it stays where it is until the host has read it. */
let reply: Answer<string> | null = null;

/** Says who answers messages: with JSON, or with a fault. To be called as the module starts. */
export function serve(answer: (message: Envelope) => Answer<string>): void {
  handler = answer;
}

/** Memory for what the host hands in. Only texts want an alignment of 2: they become managed strings at once. */
export function cabi_realloc(old: usize, oldSize: usize, alignment: usize, size: usize): usize {
  if (size == 0) return alignment;
  const to = alignment == 2 ? __pin(__new(size, idof<string>())) : heap.alloc(size);
  if (old != 0) memory.copy(to, old, min(oldSize, size));
  return to;
}

export function handle(envelope: usize): usize {
  const message = new Envelope();
  message.kind = textAt(envelope);
  message.source = textAt(envelope + 8);
  message.opcode = textAt(envelope + 16);
  message.payload = textAt(envelope + 24);
  message.messageId = textAt(envelope + 32);
  if (load<u8>(envelope, 40) == 1) message.correlationId = textAt(envelope + 44);
  message.timestamp = textAt(envelope + 52);
  message.tenantId = textAt(envelope + 60);
  heap.free(envelope);
  const answer = handler(message);
  reply = answer;
  const fault = answer.fault;
  store<u8>(RESULT, u8(fault != null));
  if (fault != null) store<u32>(RESULT, fault.code, 4);
  const text = fault == null ? answer.value : fault.message;
  const place = RESULT + (fault == null ? 4 : 8);
  store<usize>(place, at(text));
  store<i32>(place, text.length, 4);
  return RESULT;
}

export function cabi_post_handle(_result: usize): void {
  reply = null;
}

/** What AssemblyScript calls where other languages throw: the message ends, and nothing of it stays. */
export function trap(_message: string | null, _file: string | null, _line: u32, _column: u32): void {
  unreachable();
}
