// A guest with managed strings and arrays and a collector of its own, one opcode per way to misbehave.
import {
  Answer,
  Channel,
  Collection,
  Envelope,
  Fault,
  now,
  openChannel,
  openCollection,
  serve,
} from '../../../../examples/assemblyscript-service/assembly/kernel';
export { cabi_post_handle, cabi_realloc, handle } from '../../../../examples/assemblyscript-service/assembly/kernel';

const HUNDRED_MEGABYTES: i32 = 50_000_000;
const PAGE: usize = 65_536;
/** Where a managed object keeps how many bytes it has, seen from its pointer. */
const SIZE: usize = 4;

const kept: string[] = [];

serve((message: Envelope): Answer<string> => {
  const deed = message.opcode.slice('managed.'.length);
  if (deed == 'echo') return new Answer<string>(message.payload);
  if (deed == 'other-tenant-key') return otherTenantKey();
  if (deed == 'other-tenant-payload') return neighbour().call('neighbour.add', '{"by":1,"tenantId":"other"}');
  // There is always something that must not stay.
  rows().write('left-behind', '"by managed"');
  if (deed == 'spin') while (true) {}
  if (deed == 'recurse') return new Answer<string>(down(0).toString());
  if (deed == 'allocate') while (true) kept.push('x'.repeat(1000));
  if (deed == 'litter') while (true) 'x'.repeat(1000);
  if (deed == 'grow') growForever();
  if (deed == 'clock-flood') while (true) now();
  if (deed == 'write-flood') writeForever();
  if (deed == 'refused-flood') while (true) openCollection('not-mine');
  if (deed == 'message-flood') sendForever(neighbour());
  if (deed == 'broadcast-flood') broadcastForever(channel('everybody'));
  if (deed == 'call-flood') callForever(neighbour());
  if (deed == 'one-large-string') return new Answer<string>('x'.repeat(HUNDRED_MEGABYTES));
  if (deed == 'large-message') return neighbour().send('Command', 'neighbour.hear', `"${'x'.repeat(1_100_000)}"`);
  if (deed == 'forged-message') return neighbour().send('Command', 'neighbour.hear', forged());
  if (deed == 'forged-reply') return new Answer<string>(forged());
  if (deed == 'odd-reply') return new Answer<string>(changetype<string>(changetype<usize>('{}') + 1));
  if (deed == 'not-json') return new Answer<string>('[1,2');
  if (deed == 'half-pair-reply') return new Answer<string>('"' + String.fromCharCode(0xd800) + '"');
  if (deed == 'half-pair-value') return written(rows().write('k', String.fromCharCode(0xdfff)));
  if (deed == 'speak-for-kernel') return written(new Fault(5001, 'The storage provider failed, says the guest.'));
  if (deed == 'write-trap') return halfWay();
  if (deed == 'call-cycle') return neighbour().call('neighbour.bounce', '{}');
  if (deed == 'wait-for-spinner') return channel('brute').call('brute.spin', '{}');
  return new Answer<string>('{}');
});

function down(n: i32): i32 {
  return down(n + 1) + 1;
}

/** Past the bound growing answers -1, and this goes on with the pages that there are not. */
function growForever(): void {
  while (true) {
    const page = <usize>memory.grow(1);
    store<u8>(page * PAGE, 1);
  }
}

function writeForever(): void {
  const all = rows();
  const value = '"' + 'x'.repeat(1000) + '"';
  for (let round = 0; ; round++) all.write('row-' + round.toString(), value);
}

function sendForever(to: Channel): void {
  while (true) to.send('Command', 'neighbour.hear', '{"again":true}');
}

function broadcastForever(to: Channel): void {
  while (true) to.send('Event', 'neighbour.hear', '{"again":true}');
}

function callForever(to: Channel): void {
  while (true) to.call('neighbour.hear', '{"again":true}');
}

/** A short string that says of itself that it has 100 MB. */
function forged(): string {
  const text = 'x'.repeat(8);
  store<u32>(changetype<usize>(text) - SIZE, <u32>HUNDRED_MEGABYTES * 2);
  return text;
}

function halfWay(): Answer<string> {
  const all = rows();
  for (let round = 0; round < 10; round++) all.write('row-' + round.toString(), 'true');
  throw new Error('half-way');
}

function otherTenantKey(): Answer<string> {
  const all = rows();
  const keys: string[] = ['../other/managed/rows/k', '/s/other/managed/rows/k', '../../other/managed/rows/k'];
  for (let i = 0; i < keys.length; i++) all.write(keys[i], '"mine"');
  return new Answer<string>(all.query('').value.length.toString());
}

function written(fault: Fault | null): Answer<string> {
  return new Answer<string>('{}', fault);
}

function rows(): Collection {
  return openCollection('rows').value;
}

function channel(label: string): Channel {
  return openChannel(label).value;
}

function neighbour(): Channel {
  return channel('neighbour');
}
