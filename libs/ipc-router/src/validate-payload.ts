import { fail, fitsUtf8, isShallow, LIMITS, ok, type CompiledOpcode, type Result } from '@esta-logic/kernel-boundary';

/** A payload in both its forms; only the text is kept. */
export interface CheckedPayload {
  readonly text: string;
}

/** From a value (a caller in the same process): encodes it, then checks size and schema. Faults: payload-too-large, invalid-payload. */
export function checkPayloadValue(
  value: unknown,
  opcode: CompiledOpcode,
  limitBytes: number,
  where: string,
): Result<CheckedPayload> {
  const text = encode(value);
  if (text === undefined) return fail('invalid-payload', `The payload of ${where} has no JSON form.`);
  if (!fitsUtf8(text, limitBytes)) return tooLarge(where, limitBytes);
  return checkSchema(value, text, opcode, where);
}

/** From JSON text (a guest, a stored message): checks size before it is parsed. Faults: as above. */
export function checkPayloadText(
  text: string,
  opcode: CompiledOpcode,
  limitBytes: number,
  where: string,
): Result<CheckedPayload> {
  if (!fitsUtf8(text, limitBytes)) return tooLarge(where, limitBytes);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return fail('invalid-payload', `The payload of ${where} is not JSON.`);
  }
  return checkSchema(value, text, opcode, where);
}

function checkSchema(value: unknown, text: string, opcode: CompiledOpcode, where: string): Result<CheckedPayload> {
  if (!isShallow(value, LIMITS.jsonDepth.value))
    return fail(
      'invalid-payload',
      `The payload of ${where} is nested more than ${LIMITS.jsonDepth.value} levels deep.`,
    );
  const problem = opcode.payload(value, '');
  return problem === undefined ? ok({ text }) : fail('invalid-payload', `${problem} (${where})`);
}

function encode(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

const tooLarge = (where: string, limitBytes: number): Result<never> =>
  fail(
    'payload-too-large',
    `The payload of ${where} is larger than ${limitBytes} bytes; split it into several messages.`,
  );

/** What a reply's JSON says, or, as the fault `handler-failed`, why it may not go out. `check`: what its manifest says of it; `where`: what the fault begins with. */
export function checkReplyText(reply: string, check: CompiledOpcode['reply'], where: string): Result<unknown> {
  const refused = (problem: string): Result<never> => fail('handler-failed', `${where}: ${problem}`);
  if (!fitsUtf8(reply, LIMITS.replyBytes.value))
    return refused(`it is larger than ${LIMITS.replyBytes.value} bytes; answer in pages.`);
  let value: unknown;
  try {
    value = JSON.parse(reply);
  } catch {
    return refused('it is not JSON.');
  }
  if (!isShallow(value, LIMITS.jsonDepth.value))
    return refused(`it is nested more than ${LIMITS.jsonDepth.value} levels deep.`);
  const problem = check?.(value, '');
  return problem === undefined ? ok(value) : refused(problem);
}
