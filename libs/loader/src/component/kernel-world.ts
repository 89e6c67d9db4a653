/**
 * The functions of the world esta:kernel/service and their types, in the notation of {@link ./type-text.ts}: what a
 * component declares must be the same text. A component made from the WIT package that imports all of it is linked in tests.
 */
const FAULT = 'record(code:u32,message:string)';
const result = (ok?: string): string => `result(ok${ok === undefined ? '' : `:${ok}`},err:${FAULT})`;
const func = (params: string, returns?: string): string =>
  `func(${[params, returns && `->:${returns}`].filter(Boolean).join(',')})`;

const OPTION = 'option(string)';
const ENTRY = 'record(key:string,value:string)';
const CHANGE = `record(key:string,value:${OPTION})`;
const COLLECTION = 'resource collection';
const CHANNEL = 'resource channel';

/** By interface and function name as a component imports them: `db` and `[method]collection.read`. */
const FUNCTIONS = {
  'db open': func('label:string', result(`own(${COLLECTION})`)),
  'db [method]collection.read': func(`self:borrow(${COLLECTION}),key:string`, result(OPTION)),
  'db [method]collection.query': func(
    `self:borrow(${COLLECTION}),prefix:string,after:${OPTION},limit:u32`,
    result(`list(${ENTRY})`),
  ),
  'db [method]collection.write': func(`self:borrow(${COLLECTION}),key:string,value:string`, result()),
  'db [method]collection.delete': func(`self:borrow(${COLLECTION}),key:string`, result()),
  'db [method]collection.transact': func(`self:borrow(${COLLECTION}),changes:list(${CHANGE})`, result()),
  'time now': func('', result('u64')),
  'ipc open': func('label:string', result(`own(${CHANNEL})`)),
  'ipc [method]channel.send': func(
    `self:borrow(${CHANNEL}),kind:string,opcode:string,payload:string`,
    result('string'),
  ),
  'ipc [method]channel.call': func(`self:borrow(${CHANNEL}),opcode:string,payload:string`, result('string')),
  'audit log': func('record:string', result()),
  'log write': func('level:enum(debug,info,warn,error),message:string'),
} as const;

export type KernelFunction = keyof typeof FUNCTIONS;
export type KernelResource = 'collection' | 'channel';

/** The type that the kernel gives a function, or undefined when it has none of that name. */
export const kernelFunctionType = (name: string): string | undefined =>
  Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name as KernelFunction] : undefined;

/** The type of the export `handle`. */
export const HANDLE_TYPE = func(
  `message:record(kind:string,source:string,opcode:string,payload:string,message-id:string,correlation-id:${OPTION},timestamp:string,tenant-id:string)`,
  result('string'),
);

/** Resources by interface. */
export const KERNEL_RESOURCES: Readonly<Record<string, KernelResource>> = { db: 'collection', ipc: 'channel' };
