// Traps as its module starts: what stands outside of functions runs before there is a message.
export { cabi_post_handle, cabi_realloc, handle } from '../../../../examples/assemblyscript-service/assembly/kernel';

throw new Error('not today');
