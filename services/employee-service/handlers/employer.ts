import { fault, type Context } from '@esta-logic/service-sdk';
import { decodeEmployer, decodePolicy, type DecodeIssue, type Employer, type Policy } from '@esta-logic/shared-types';
import { Revision } from '../revision.ts';

export interface EmployerState {
  readonly employer: Employer;
  readonly policy: Policy;
}

const KEY = 'current';
/** What holds until an employer says otherwise: the accrual method on calendar years, with the Act's own caps and no wait. */
const DEFAULTS: EmployerState = { employer: {}, policy: { method: 'accrual', benefitYear: { type: 'calendar' } } };

/** Opcode `employer.set`. Every field is checked, and one that nobody knows is refused: it would be a misspelt setting. */
export function setEmployer(
  payload: { readonly employer: unknown; readonly policy: unknown },
  context: Context,
): EmployerState {
  const employer = decodeEmployer(payload.employer);
  const policy = decodePolicy(payload.policy);
  if (!employer.ok) return refuse('employer', employer.errors);
  if (!policy.ok) return refuse('policy', policy.errors);
  const unknown = [
    ...employer.unknown.map((key) => `employer.${key}`),
    ...policy.unknown.map((key) => `policy.${key}`),
  ];
  if (unknown.length > 0)
    fault('invalid-payload', `${unknown.join(', ')} is not known; correct its spelling or remove it.`);
  const state = { employer: employer.value, policy: policy.value };
  context.db('employer').writeJson(KEY, state);
  new Revision(context).raise();
  context.audit({ record: 'employer.set', ...state });
  return state;
}

/** Opcode `employer.get`. */
export function getEmployer(_payload: object, context: Context): EmployerState & { readonly configured: boolean } {
  const stored = context.db('employer').readJson<EmployerState>(KEY);
  return { ...(stored ?? DEFAULTS), configured: stored !== undefined };
}

function refuse(what: string, errors: readonly DecodeIssue[]): never {
  fault('invalid-payload', `The ${what} is not valid: ${errors.map(({ message }) => message).join(' ')}`);
}
