import { expect, it } from 'vitest';
import { meter, meterInSteps } from '../src/index.ts';
import { OPTIONS } from './run.ts';
import { wat } from './wat.ts';

it('M1: metered a function body at a time a module becomes the same, and each step is one body', async () => {
  const bytes = await wat(`(module
    (func (export "one") (result i32) (i32.const 1))
    (func (export "two") (param i32) (result i32)
      (loop (br_if 0 (local.tee 0 (i32.sub (local.get 0) (i32.const 1))))) (local.get 0)))`);
  const steps = meterInSteps(bytes, OPTIONS);
  const sizes: number[] = [];
  let step = steps.next();
  for (; !step.done; step = steps.next()) sizes.push(step.value);
  expect(sizes).toEqual([4, 16]);
  expect(step.value).toEqual(meter(bytes, OPTIONS));
});
