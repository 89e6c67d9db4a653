import { log as audit } from 'esta:kernel/audit@0.1.0';
import { open } from 'esta:kernel/db@0.1.0';
import { open as channel } from 'esta:kernel/ipc@0.1.0';
import { write as log } from 'esta:kernel/log@0.1.0';
import { now } from 'esta:kernel/time@0.1.0';

/** A guest that ends in every way in which a crank can end, and makes every system call on the way. */
interface Envelope {
  readonly opcode: string;
  readonly payload: string;
}

let count = 0;
const kept: unknown[] = [];

const opcodes: Readonly<Record<string, (payload: string) => unknown>> = {
  'guest.echo': (payload) => JSON.parse(payload) as unknown,
  'guest.calls': (payload) => {
    const rows = open('rows');
    rows.write('a', payload);
    rows.transact([
      { key: 'b', value: '2' },
      { key: 'c', value: '3' },
    ]);
    rows.delete('c');
    audit('{"noted":true}');
    log('info', 'hello');
    return {
      read: rows.read('a'),
      none: rows.read('nothing') ?? null,
      page: rows.query('', undefined, 10),
      time: String(now()),
      sent: channel('peer').send('Event', 'guest.echo', '{"told":1}'),
      asked: channel('peer').call('guest.echo', payload),
    };
  },
  'guest.write': (payload) => open('rows').write('a', payload) ?? 'written',
  'guest.read': () => open('rows').read('a') ?? null,
  'guest.count': () => ++count,
  'guest.grow': (payload) => kept.push(new Uint8Array(Number(payload)).fill(7)),
  'guest.refused-call': () => {
    try {
      return open('no-such-label') !== undefined;
    } catch (error) {
      return (error as { payload: unknown }).payload;
    }
  },
  'guest.failed-call': () => {
    try {
      return channel('peer').call('guest.refuse', '{"code":1002,"message":"No."}');
    } catch (error) {
      return (error as { payload: unknown }).payload;
    }
  },
  'guest.refuse': (payload) => {
    throw JSON.parse(payload);
  },
  'guest.trap': () => {
    throw new Error('not a fault');
  },
  'guest.recurse': () => {
    const down = (depth: number): number => down(depth + 1) + 1;
    return down(0);
  },
  'guest.write-and-spin': () => {
    open('rows').write('a', 'spun');
    for (let i = 0; ; i++) if (i < 0) return i;
  },
  'guest.number': (payload) => payload,
};

export function handle(message: Envelope): string {
  const handler = opcodes[message.opcode];
  if (!handler) throw { code: 1004, message: `No opcode ${message.opcode}.` };
  return JSON.stringify(handler(message.payload));
}
