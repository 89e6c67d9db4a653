import { expect, test } from 'vitest';
import type { OptionName } from '../options.ts';
import { settingsIn } from './settings-options.ts';

const given = (options: Partial<Record<OptionName, string>>) => settingsIn({ text: (name) => options[name] });

test('bounds of the host are read from their options; what is not given is left as it is', () => {
  expect(given({})).toEqual({});
  expect(given({ memory: '512M', processes: '40' })).toEqual({ memoryBytes: 512 * 2 ** 20, processes: 40 });
  expect(given({ memory: '2GiB', 'tenant-rate': '100/500' })).toEqual({
    memoryBytes: 2 ** 31,
    tenantRate: { perSecond: 100, burst: 500 },
  });
  expect(given({ 'tenant-rate': '100' })).toEqual({ tenantRate: { perSecond: 100, burst: 100 } });
  expect(given({ memory: 'none', processes: 'none', 'tenant-rate': 'none' })).toEqual({
    memoryBytes: null,
    processes: null,
    tenantRate: null,
  });
});

test.each([
  ['memory', '512', '512M or 2G'],
  ['memory', '0M', '512M or 2G'],
  ['memory', '999999999T', '512M or 2G'],
  ['processes', '0', 'above 0'],
  ['processes', '4.5', 'above 0'],
  ['tenant-rate', '100/', '100/500'],
  ['tenant-rate', '1/2/3', '100/500'],
  ['tenant-rate', '-1', '100/500'],
] as const)('--%s %s is refused, and what it wants is said', (option, text, wanted) => {
  expect(() => given({ [option]: text })).toThrow(wanted);
});
