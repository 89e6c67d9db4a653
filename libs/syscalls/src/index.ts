export { CallTape } from './call-tape.ts';
export type { CollectionPort, CrankPort, SyscallEnvironment } from './crank-port.ts';
export { createSyscallHost } from './syscall-host.ts';
