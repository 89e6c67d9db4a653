import { describe, expect, it } from 'vitest';
import { linkIn } from './link-options.ts';

const options = (given: Record<string, string>) => linkIn({ text: (name) => given[name] });

describe('--link and --link-key', () => {
  it('name an address and a key, or neither', () => {
    expect(options({})).toBeUndefined();
    expect(options({ link: 'db.example:4290', 'link-key': 'k' })).toEqual({
      host: 'db.example',
      port: 4290,
      keyFile: 'k',
    });
    expect(options({ link: '[::1]:1', 'link-key': 'k' })).toMatchObject({ host: '::1', port: 1 });
  });

  it.each([{ link: '127.0.0.1:4290' }, { 'link-key': 'k' }])('belong together: %j', (given) => {
    expect(() => options(given as Record<string, string>)).toThrow(/needs both/);
  });

  it.each(['4290', '127.0.0.1', ':4290', '::1:4290', 'a:0', 'a:65536', 'a b:1'])('refuse %s', (link) => {
    expect(() => options({ link, 'link-key': 'k' })).toThrow(/needs an address/);
  });
});
