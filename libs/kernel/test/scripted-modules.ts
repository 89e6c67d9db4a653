import {
  decodeManifest,
  fail,
  ok,
  unwrap,
  type CapabilityRequest,
  type FuelGovernor,
  type GuestEnvelope,
  type GuestInstance,
  type LoadedModule,
  type ModuleLoader,
  type OverflowPolicy,
  type Result,
  type SyscallHost,
} from '@esta-logic/kernel-boundary';

/** A module whose handler is a function of the envelope and the system calls: the kernel cannot tell it from a component. */
export interface ScriptedModule {
  readonly id: string;
  readonly opcodes: readonly string[];
  readonly capabilities?: readonly CapabilityRequest[];
  readonly priority?: 'realtime' | 'high' | 'normal' | 'low' | 'idle';
  readonly mailboxCapacity?: number;
  readonly overflow?: OverflowPolicy;
  readonly ring?: 1 | 2;
  /** Types of all its opcodes; all three by default. */
  readonly types?: readonly ('Command' | 'Query' | 'Event')[];
  /** A handler that asks its governor for fuel stands at a safe point there, as a metered guest does. */
  readonly handle: (
    envelope: GuestEnvelope,
    host: SyscallHost,
    governor: FuelGovernor,
  ) => Promise<Result<string>> | Result<string>;
}

const HASH = `blake3-${'00'.repeat(32)}`;

const manifestOf = ({
  id,
  opcodes,
  capabilities = [],
  priority = 'normal',
  mailboxCapacity,
  overflow,
  ring = 2,
  types = ['Command', 'Query', 'Event'],
}: ScriptedModule) => ({
  id,
  version: '1.0.0',
  description: `Scripted ${id}.`,
  abi: '0.1.0',
  ring,
  priority,
  imports: ['audit', 'db', 'ipc', 'log', 'time'],
  opcodes: Object.fromEntries(opcodes.map((opcode) => [opcode, { types, description: opcode, payload: {} }])),
  requiredCapabilities: capabilities,
  ...(overflow === undefined ? {} : { overflow }),
  ...(mailboxCapacity === undefined ? {} : { limits: { mailboxCapacity } }),
});

export interface ScriptedLoader extends ModuleLoader {
  /** How many instances were made, by module. */
  readonly instances: Map<string, number>;
}

/** A loader over scripted modules. A trap is a fault of category integrity that the handler returns. */
export function scriptedLoader(modules: readonly ScriptedModule[]): ScriptedLoader {
  const byId = new Map(modules.map((module) => [module.id, module]));
  const instances = new Map<string, number>();
  const load = async (id: string): Promise<Result<LoadedModule>> => {
    const module = byId.get(id);
    if (!module) return fail('not-found', `No module ${id}.`);
    return ok({
      hash: HASH,
      manifestHash: HASH,
      meter: { version: 1, costs: '00'.repeat(32) },
      decoded: unwrap(decodeManifest(manifestOf(module))),
      instantiate: async (host, governor) => {
        instances.set(id, (instances.get(id) ?? 0) + 1);
        return instanceOf(module, host, governor);
      },
    });
  };
  return {
    instances,
    load,
    installed: async () => ok([...byId.keys()].map((module) => ({ module, version: '1.0.0', hash: HASH }))),
    install: async (manifest) => {
      const { id, version } = unwrap(decodeManifest(manifest)).manifest;
      return ok({ module: id, version, hash: HASH });
    },
  };
}

function instanceOf(module: ScriptedModule, host: SyscallHost, governor: FuelGovernor): GuestInstance {
  let alive = true;
  let busy = false;
  return {
    handle: async (envelope) => {
      if (busy) throw new Error(`two cranks at once in ${module.id}`);
      busy = true;
      try {
        governor.begin();
        const result = await module.handle(envelope, host, governor);
        if (!result.ok && result.fault.code >= 4000) alive = false;
        return result;
      } finally {
        busy = false;
      }
    },
    reset: () => alive,
    memoryBytes: () => 0,
    fuelUsed: () => 0,
  };
}
