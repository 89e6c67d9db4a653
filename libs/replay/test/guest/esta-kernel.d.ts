declare module 'esta:kernel/db@0.1.0' {
  interface Collection {
    read(key: string): string | undefined;
    query(prefix: string, after: string | undefined, limit: number): { key: string; value: string }[];
    write(key: string, value: string): void;
    delete(key: string): void;
    transact(changes: { key: string; value: string | undefined }[]): void;
  }
  export function open(label: string): Collection;
}
declare module 'esta:kernel/ipc@0.1.0' {
  interface Channel {
    send(kind: string, opcode: string, payload: string): string;
    call(opcode: string, payload: string): string;
  }
  export function open(label: string): Channel;
}
declare module 'esta:kernel/time@0.1.0' {
  export function now(): bigint;
}
declare module 'esta:kernel/audit@0.1.0' {
  export function log(record: string): undefined;
}
declare module 'esta:kernel/log@0.1.0' {
  export function write(level: string, message: string): undefined;
}
