/** The limits that several guests meet, as the report names them. */
export const CPU = 'fuel of one message (cpuMillisecondsPerCall)';
export const HOSTED = 'fuel of a function that the host enters';
export const MEMORY = 'memory of the module (memoryBytes)';
export const STACK = 'depth of the stack (stackSlots)';
export const TRAP = 'a trap, which ends the crank';
export const BOUNDS = 'bounds of the memory';
export const NO_START = 'a component that does not start takes no message';
