/**
 * The default limits, each with its unit and its reason, in one table.
 * A manifest may ask for less or more within its ring; docs/abi/kernel_contract.md prints this table.
 */
export interface LimitRow {
  readonly value: number;
  readonly unit: string;
  readonly reason: string;
}

const KIB = 1024;
const MIB = 1024 * KIB;
const limit = (value: number, unit: string, reason: string): LimitRow => ({ value, unit, reason });

export const LIMITS = {
  payloadBytes: limit(MIB, 'UTF-8 bytes', 'refused before it is parsed, so that nobody pays for parsing garbage'),
  replyBytes: limit(
    4 * MIB,
    'UTF-8 bytes',
    'a reply is checked, recorded and handed on as a whole; what is more is asked for in pages',
  ),
  jsonDepth: limit(
    64,
    'levels',
    'payloads and replies: a schema and an encoder walk them, and must not need a stack as deep as the sender chose',
  ),
  mailboxCapacity: limit(1024, 'messages', 'a full mailbox pushes back on its senders instead of growing'),
  mailboxCapacityHigh: limit(4096, 'messages', 'processes of high and realtime priority answer people'),
  mailboxCapacitySystem: limit(16384, 'messages', 'the kernel’s own endpoints must not be the bottleneck'),
  memoryBytesUser: limit(16 * MIB, 'bytes', 'a user module of ring 2'),
  memoryBytesCompliance: limit(32 * MIB, 'bytes', 'compliance modules carry rule packs and a JavaScript engine'),
  memoryBytesSystem: limit(64 * MIB, 'bytes', 'system modules of ring 1'),
  handlesPerProcess: limit(1024, 'handles', 'bounds the CSpace and the resource tables'),
  childProcessesPerModule: limit(10, 'processes', 'bounds what one module can start'),
  processesPerModule: limit(
    4,
    'processes',
    'a module whose calls take long goes on with other messages; each further process has a memory of its own',
  ),
  socketsPerModule: limit(64, 'sockets', 'bounds what one module can keep open'),
  cpuMillisecondsPerCall: limit(100, 'ms of CPU', 'one guest call without reply; raised per manifest'),
  fuelPerMillisecond: limit(
    10_000_000,
    'units',
    'turns a manifest’s milliseconds of CPU into fuel, so that the bound is the same on every machine',
  ),
  fuelPerSyscall: limit(
    50_000,
    'units',
    'a system call is the host’s work on the guest’s account: some microseconds of it',
  ),
  fuelPerCharacter: limit(
    10,
    'units',
    'a character that goes in or out of a system call is decoded and copied by the host',
  ),
  stackSlots: limit(
    50_000,
    'slots of 8 bytes',
    'weighed frames: less than half of what the smallest engine’s stack was measured to hold',
  ),
  refusedCallsPerCrank: limit(256, 'calls', 'each refusal is a record of the audit log; who goes on is failed'),
  callsPerCrank: limit(
    1024,
    'calls',
    'each call is a crank of somebody else, paid for by its own fuel; one message cannot start any number of them',
  ),
  outboxMessagesPerCrank: limit(1024, 'messages', 'one crank cannot flood the router'),
  crankCharacters: limit(
    32 * MIB,
    'characters',
    'what one message writes, reads, sends and logs in all: its record is made in memory and must stay readable',
  ),
  streamMessagesHeld: limit(
    64,
    'messages',
    'of one stream that wait for an earlier one; the sender goes on when it has come',
  ),
  streams: limit(1024, 'streams', 'whose last number is remembered; the one used least recently makes room'),
  streamPatienceMilliseconds: limit(5000, 'ms', 'a message that was lost does not hold up those behind it for long'),
  dedupMilliseconds: limit(86_400_000, 'ms', 'as long as a message may live: nobody repeats one that is older'),
  dedupEntries: limit(
    65_536,
    'answers',
    'of one tenant and target: who repeats a message does so soon, and answers are kept in full',
  ),
  auditCharactersPerCrank: limit(
    MIB,
    'characters',
    'the compliance records of one message: the log keeps them for ever, and whoever verifies it reads them all',
  ),
  writesPerCrank: limit(65536, 'keys', 'one crank is one transaction and must fit one'),
  deletedKeysPassedPerCrank: limit(
    262_144,
    'keys',
    'each query goes over the keys in its range that its own message has deleted, which no fuel pays for',
  ),
  keyBytes: limit(512, 'UTF-8 bytes', 'keys are an index, not a place for data'),
  valueBytes: limit(MIB, 'UTF-8 bytes', 'a value must fit one payload'),
  queryEntries: limit(4096, 'entries', 'one page of a query'),
  callDepth: limit(16, 'calls', 'a chain of synchronous calls holds a process at each step'),
  idLength: limit(128, 'characters', 'message ids, idempotency keys and module names are names'),
  ttlMillisecondsMax: limit(86_400_000, 'ms', 'a message that waits for more than a day is a record, not a message'),
} as const satisfies Readonly<Record<string, LimitRow>>;

export type LimitName = keyof typeof LIMITS;
