import type { CapabilityRequest, ErrorName, ResourceType, Right } from '@esta-logic/kernel-boundary';
import { FAULT_CODES } from '../fault-codes.ts';
import type { WireFault } from '../guest-syscalls.ts';

/** capabilities.json as TypeScript reads it: a list, or an object that has it under `requiredCapabilities`. */
export type CapabilityList = readonly LooseRequest[] | { readonly requiredCapabilities: readonly LooseRequest[] };

interface LooseRequest extends Omit<CapabilityRequest, 'resourceType' | 'rights'> {
  readonly resourceType: string;
  readonly rights: { readonly [right in Right]?: boolean | undefined };
}

/** Throws what an `err` result of a host call looks like inside a component. */
export function refuseCall(name: ErrorName, message: string): never {
  const payload: WireFault = { code: FAULT_CODES[name], message };
  throw Object.assign(new Error(message), { payload });
}

/** Finds grants and refuses what they do not carry, with the sentences an author needs. */
export class GrantedRights {
  readonly #requests: readonly LooseRequest[];

  constructor(list: CapabilityList) {
    this.#requests = 'requiredCapabilities' in list ? list.requiredCapabilities : list;
  }

  /** The grant of that type under that label. */
  labelled(label: string, type: ResourceType): LooseRequest {
    const found = this.#requests.find((request) => request.label === label && request.resourceType === type);
    return (
      found ?? refuseCall('capability-missing', `capabilities.json has no ${type} capability labelled "${label}".`)
    );
  }

  /** Some grant of that type that carries the right, for calls that name no label. */
  anyOf(type: ResourceType, right: Right): void {
    const found = this.#requests.filter((request) => request.resourceType === type);
    if (found.length === 0) refuseCall('capability-missing', `capabilities.json has no ${type} capability.`);
    if (!found.some(({ rights }) => rights[right] === true))
      refuseCall('rights-insufficient', `No ${type} capability carries the right "${right}".`);
  }

  /** Refuses unless the grant's pattern covers a channel's path, `module.opcode`. */
  cover({ label, resourcePattern }: LooseRequest, path: string): void {
    if (resourcePattern === path || (resourcePattern.endsWith('.*') && path.startsWith(resourcePattern.slice(0, -1))))
      return;
    refuseCall(
      'capability-missing',
      `The capability "${label}" is over ${resourcePattern}, which does not cover ${path}.`,
    );
  }

  /** Refuses unless the grant carries one of the rights. */
  demand(grant: LooseRequest, ...rights: readonly Right[]): void {
    if (rights.some((right) => grant.rights[right] === true)) return;
    refuseCall('rights-insufficient', `The capability "${grant.label}" lacks the right "${rights.join('" or "')}".`);
  }
}
