import type { GuestSyscalls } from '@esta-logic/service-sdk';

const hostile = (): object =>
  new Proxy(
    {},
    {
      get: () => {
        throw hostile();
      },
      getOwnPropertyDescriptor: () => {
        throw hostile();
      },
    },
  );

/** More levels than a recursive reader has stack for. */
const deep = '['.repeat(50_000) + ']'.repeat(50_000);

const thrown = (make: () => unknown) => (): never => {
  throw make();
};

/** Goes on whatever the kernel says. */
function again(act: () => unknown): never {
  for (;;)
    try {
      act();
    } catch {
      // Again.
    }
}

/** As many objects as a payload has room for. */
const wide = (): string => `[${'{},'.repeat(300_000)}{}]`;
const manyKeys = (): string => {
  const members = `{${Array.from({ length: 20_000 }, (_, i) => `"k${i}":1`).join(',')}}`;
  return `[${[members, members, members, members].join(',')}]`;
};

const sendingForEver =
  (make: () => string) =>
  ({ ipc }: GuestSyscalls): never => {
    const payload = make();
    return again(() => ipc!.open('neighbour').send('Command', 'neighbour.hear', payload));
  };

/** What goes over the boundary as it is: replies of another type, texts that are no JSON, things to throw. */
export const rawHandlers: Readonly<Record<string, (syscalls: GuestSyscalls) => unknown>> = {
  'rogue.raw-throw-null': thrown(() => null),
  'rogue.raw-throw-proxy': thrown(hostile),
  'rogue.raw-throw-getter': thrown(() => ({
    get code() {
      throw new Error('no code');
    },
    message: 'A fault whose code cannot be read.',
  })),
  'rogue.raw-throw-bad-code': thrown(() => ({ code: 5005, message: 'The kernel is broken, says the guest.' })),
  'rogue.raw-number': () => 7,
  'rogue.raw-undefined': () => undefined,
  'rogue.raw-not-json': () => 'this is not JSON',
  'rogue.raw-empty': () => '',
  'rogue.raw-surrogate': () => '"\ud800"',
  'rogue.raw-large-reply': () => `"${'x'.repeat(3_000_000)}"`,
  'rogue.raw-deep-message': ({ ipc }) => ipc!.open('neighbour').call('neighbour.hear', deep),
  'rogue.raw-deep-audit': ({ audit }) => audit!.log(`{"record":"deep","value":${deep}}`) ?? '{}',
  'rogue.raw-deep-reply': () => deep,
  'rogue.raw-wide-audit': ({ audit }) => {
    const record = `{"record":"wide","value":${wide()}}`;
    return again(() => audit!.log(record));
  },
  'rogue.raw-wide-message': sendingForEver(wide),
  'rogue.raw-many-keys': sendingForEver(manyKeys),
};
