/** Whether two arguments or values of a system call are the same: texts, numbers, nothing, and lists of key and value. */
export function sameValue(recorded: unknown, made: unknown): boolean {
  if (recorded === made) return true;
  return Array.isArray(recorded) && Array.isArray(made) && samePairs(recorded as Pairs, made as Pairs);
}

type Pairs = readonly { readonly key: string; readonly value: string | undefined }[];

const samePairs = (recorded: Pairs, made: Pairs): boolean =>
  recorded.length === made.length &&
  recorded.every(({ key, value }, i) => made[i]!.key === key && (made[i]!.value ?? undefined) === (value ?? undefined));

export const sameArguments = (recorded: readonly unknown[], made: readonly unknown[]): boolean =>
  recorded.length === made.length &&
  recorded.every((argument, i) => sameValue(argument ?? undefined, made[i] ?? undefined));
