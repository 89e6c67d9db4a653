import { categoryOf, type Fault } from '@esta-logic/kernel-boundary';

/**
 * Whether a fault shows that the module itself has failed: it trapped, it cannot be started, or it brought the kernel
 * into a state that it should not be in. A guest cannot give its own refusal such a code. A refusal, a full mailbox or a
 * conflict is no failure of whoever reports it; a budget that is used up has been contained by the budget.
 */
export const failsModule = (fault: Fault): boolean =>
  categoryOf(fault.code) === 'integrity' || fault.name === 'internal';
