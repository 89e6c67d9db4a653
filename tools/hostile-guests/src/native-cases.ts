import { casesIn } from './hostile-case.ts';
import { BOUNDS, CPU, HOSTED, MEMORY, NO_START, STACK, TRAP } from './limit-names.ts';

const OWN_KEYS = ['q/default/brute', 's/default/brute/rows/'];

/** What guests/native does; the brute writes a row before each of its deeds. */
export const NATIVE_CASES = casesIn('WAT', [
  ['brute.spin', 'Loops for ever.', CPU, 'timeout', { says: 'brute used its 100 ms of CPU' }],
  ['brute.recurse', 'Recurses for ever.', STACK, 'stack-overflow', { says: 'depth limit' }],
  [
    'brute.grow',
    'Grows its memory a page at a time and uses each page.',
    `${MEMORY}: the next page is out of bounds`,
    'out-of-bounds',
  ],
  ['brute.clock', 'Reads the clock for ever.', CPU, 'timeout'],
  [
    'brute.flood-refused',
    'Makes calls that are refused for ever.',
    'refused calls of one message (refusedCallsPerCrank)',
    'quota-exceeded',
    { denials: 256 },
  ],
  [
    'brute.messages',
    'Sends messages for ever, also when it is refused.',
    `${CPU}; at most 1,024 messages were held back and none left`,
    'timeout',
  ],
  [
    'brute.zeros',
    'Sends 10 MB for ever, also when it is refused.',
    'characters in the calls of one message (crankCharacters)',
    'quota-exceeded',
    { says: 'characters in all', inOneCall: true },
  ],
  ['brute.large', 'Sends 100 MB out of a memory of 128 KiB.', BOUNDS, 'out-of-bounds'],
  ['brute.handles', 'Opens handles for ever and drops none.', `${CPU}; 1,024 handles (handlesPerProcess)`, 'timeout'],
  ['brute.keep', 'Opens ten handles and drops none.', 'the reset after each message', 'none', { keeps: OWN_KEYS }],
  [
    'brute.unknown-handle',
    'Uses a handle that it was never given.',
    'the CSpace has nothing there',
    'none',
    { keeps: OWN_KEYS, denials: 1 },
  ],
  ['brute.drop-unknown', 'Drops a handle that it was never given.', TRAP, 'trap', { says: 'unknown handle' }],
  ['brute.write-trap', 'Traps half-way through its writes.', TRAP, 'unreachable'],
  ['brute.invalid-utf8', 'Replies bytes that are no UTF-8.', 'text is UTF-8', 'trap', { says: 'utf-8' }],
  ['brute.junk', 'Replies what is not JSON.', 'a reply is JSON', 'handler-failed', { says: 'not JSON' }],
  ['brute.pointer', 'Returns a pointer outside of its memory.', BOUNDS, 'out-of-bounds'],
  ['brute.overlong', 'Replies a text of 4 GiB.', BOUNDS, 'out-of-bounds'],
  [
    'brute.bad-result',
    'Returns what is neither ok nor err.',
    'the type of the export',
    'trap',
    { says: 'discriminant' },
  ],
  ['trap-in-start.answer', 'Traps in its start function.', NO_START, 'invalid-component', { says: 'does not start' }],
  [
    'spin-in-start.answer',
    'Loops for ever in its start function.',
    HOSTED,
    'invalid-component',
    { says: 'more than its budget' },
  ],
  [
    'recurse-in-start.answer',
    'Recurses for ever in its start function.',
    STACK,
    'invalid-component',
    { says: 'depth limit' },
  ],
  [
    'spin-in-realloc.answer',
    'Loops for ever where the host asks it for memory.',
    HOSTED,
    'trap',
    { says: 'the host entered' },
  ],
  ['spin-in-post.answer', 'Loops for ever after it replied.', HOSTED, 'trap', { says: 'the host entered' }],
  ['trap-in-post.answer', 'Traps after it replied.', TRAP, 'unreachable'],
]);
