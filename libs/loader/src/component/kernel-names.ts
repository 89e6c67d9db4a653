const KERNEL_NAME = /^esta:kernel\/([a-z]+)@0\.1\.\d{1,9}$/;

/** The short name of an interface of the kernel's package at this ABI version, or undefined: `db` of `esta:kernel/db@0.1.0`. */
export const kernelInterfaceOf = (name: string): string | undefined => KERNEL_NAME.exec(name)?.[1];
