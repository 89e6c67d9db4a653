export type { ChannelHandle } from './channel.ts';
export type { CollectionHandle, QueryOptions } from './collection.ts';
export type { Context } from './context.ts';
export {
  defineService,
  type GuestHandle,
  type Handler,
  type Service,
  type ServiceDefinition,
  type TextHandler,
} from './define-service.ts';
export { entrySource, worldSource } from './entry-source.ts';
export { FAULT_CODES } from './fault-codes.ts';
export type { GuestSyscalls, WireFault } from './guest-syscalls.ts';
export { fault, ServiceFault } from './service-fault.ts';
export { SyscallFault } from './syscall-fault.ts';
export type { CapabilityList } from './testing/granted-rights.ts';
export { testService, type TestedReply, type TestHost, type TestOptions } from './testing/test-service.ts';
