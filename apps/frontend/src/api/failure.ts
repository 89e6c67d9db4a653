/** What went wrong, for people: one sentence, and the code that support asks for. */
export interface Failure {
  readonly message: string;
  readonly code?: number;
}

/** The client's errors carry a fault with its code; anything else keeps its sentence. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return { message: String(error) };
  const code = (error as Error & { fault?: { code?: unknown } }).fault?.code;
  return typeof code === 'number' ? { message: error.message, code } : { message: error.message };
}
