// Loops for ever as its module starts.
export { cabi_post_handle, cabi_realloc, handle } from '../../../../examples/assemblyscript-service/assembly/kernel';

while (true) {}
