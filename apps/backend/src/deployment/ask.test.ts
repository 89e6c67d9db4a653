import { faultOf, type Fault } from '@esta-logic/kernel-boundary';
import { describe, expect, it } from 'vitest';
import { createMemoryKernel, refuseWith } from '../../test/memory-kernel.ts';
import { ask } from './ask.ts';
import type { KernelPort } from './kernel-port.ts';

const pinned = faultOf('hash-mismatch', 'The component of "b" has another hash.');

async function faultOfAsking(answer: Fault, modules: readonly object[]): Promise<unknown> {
  const kernel = createMemoryKernel();
  kernel.answer('a.b', () => refuseWith(answer));
  const port: KernelPort = { ...kernel, modules: () => modules };
  return ask(port, 'a', 'a.b', {}).then(
    () => undefined,
    (error: { fault: Fault }) => error.fault,
  );
}

describe('ask', () => {
  const passedOn = faultOf('handler-failed', `hash-mismatch: ${pinned.message}`);

  it('gives the kernel’s own refusal where a module only passed its sentence on', async () => {
    expect(await faultOfAsking(passedOn, [{ id: 'b', state: 'refused', fault: pinned }])).toEqual(pinned);
  });

  it('believes no module that merely claims a refusal', async () => {
    expect(await faultOfAsking(passedOn, [{ id: 'b', state: 'running' }])).toEqual(passedOn);
  });

  it('leaves every other fault as it is', async () => {
    const other = faultOf('timeout', pinned.message);
    expect(await faultOfAsking(other, [{ id: 'b', state: 'refused', fault: pinned }])).toEqual(other);
  });
});
