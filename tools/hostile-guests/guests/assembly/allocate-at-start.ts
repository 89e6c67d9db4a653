// Allocates for ever as its module starts.
export { cabi_post_handle, cabi_realloc, handle } from '../../../../examples/assemblyscript-service/assembly/kernel';

const kept: string[] = [];
while (true) kept.push('x'.repeat(10_000));
