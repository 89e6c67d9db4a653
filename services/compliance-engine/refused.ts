import { fault } from '@esta-logic/service-sdk';
import type { Refused } from '@esta-logic/compliance-rules';

/** A refusal of the law's engine as the fault that the sender hears. */
export function refuse({ code, message }: Refused): never {
  return fault(code === 'unknown-question' ? 'unsupported-question' : 'invalid-payload', message);
}
