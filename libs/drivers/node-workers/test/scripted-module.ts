import { decodeManifest, unwrap, type LoadedModule } from '@esta-logic/kernel-boundary';

/** A loaded module of the tests. */
export const moduleOf = (id: string, hash: string, instantiate: LoadedModule['instantiate']): LoadedModule => ({
  hash,
  manifestHash: 'manifest',
  meter: { version: 1, costs: '' },
  decoded: unwrap(
    decodeManifest({
      id,
      version: '1.0.0',
      description: 'Scripted.',
      abi: '0.1.0',
      ring: 2,
      priority: 'normal',
      imports: [],
      opcodes: { 'test.count': { types: ['Query'], description: 'Count.', payload: {} } },
      ...(id === 'stateful' ? { stateful: true } : {}),
      requiredCapabilities: [],
    }),
  ),
  instantiate,
});
