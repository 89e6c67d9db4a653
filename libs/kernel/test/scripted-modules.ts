import {
  decodeManifest,
  fail,
  KernelError,
  ok,
  unwrap,
  type CapabilityRequest,
  type Fault,
  type FuelGovernor,
  type GuestEnvelope,
  type GuestInstance,
  type LoadedModule,
  type ModuleLoader,
  type ModulePin,
  type OverflowPolicy,
  type Result,
  type SyscallHost,
} from '@esta-logic/kernel-boundary';

/** A module whose handler is a function of the envelope and the system calls: the kernel cannot tell it from a component. */
export interface ScriptedModule {
  readonly id: string;
  /** Several of one id are versions of it, of which the first is installed. 1.0.0 by default. */
  readonly version?: string;
  readonly lockstep?: boolean;
  readonly opcodes: readonly string[];
  readonly capabilities?: readonly CapabilityRequest[];
  readonly priority?: 'realtime' | 'high' | 'normal' | 'low' | 'idle';
  readonly mailboxCapacity?: number;
  readonly processes?: number;
  readonly messagesPerSecond?: number;
  readonly overflow?: OverflowPolicy;
  readonly ring?: 1 | 2;
  readonly stateful?: boolean;
  /** Why it cannot be started. */
  readonly startFault?: Fault;
  /** Types of all its opcodes; all three by default. */
  readonly types?: readonly ('Command' | 'Query' | 'Event')[];
  /** Puts an instance back; false when it must be replaced. */
  readonly reset?: () => boolean;
  /** A handler that asks its governor for fuel stands at a safe point there, as a metered guest does. */
  readonly handle: (
    envelope: GuestEnvelope,
    host: SyscallHost,
    governor: FuelGovernor,
  ) => Promise<Result<string>> | Result<string>;
}

const hashOf = (version = '1.0.0'): string =>
  `blake3-${version.charCodeAt(0).toString(16).padStart(2, '0').repeat(32)}`;

export const manifestOf = ({
  id,
  version = '1.0.0',
  lockstep,
  opcodes,
  capabilities = [],
  priority = 'normal',
  mailboxCapacity,
  processes,
  messagesPerSecond,
  overflow,
  ring = 2,
  types = ['Command', 'Query', 'Event'],
  stateful,
}: ScriptedModule) => ({
  id,
  version,
  description: `Scripted ${id}.`,
  abi: '0.1.0',
  ring,
  priority,
  imports: ['audit', 'db', 'ipc', 'log', 'time'],
  opcodes: Object.fromEntries(opcodes.map((opcode) => [opcode, { types, description: opcode, payload: {} }])),
  requiredCapabilities: capabilities,
  ...(stateful === undefined ? {} : { stateful }),
  ...(overflow === undefined ? {} : { overflow }),
  ...(lockstep === undefined ? {} : { lockstep }),
  limits: {
    ...(mailboxCapacity === undefined ? {} : { mailboxCapacity }),
    ...(processes === undefined ? {} : { processes }),
    ...(messagesPerSecond === undefined ? {} : { messagesPerSecond }),
  },
});

export interface ScriptedLoader extends ModuleLoader {
  /** How many instances were made, by module. */
  readonly instances: Map<string, number>;
}

/** A loader over scripted modules. A trap is a fault of category integrity that the handler returns. */
export function scriptedLoader(modules: readonly ScriptedModule[]): ScriptedLoader {
  const pinned = new Map<string, ScriptedModule>();
  for (const module of modules) if (!pinned.has(module.id)) pinned.set(module.id, module);
  const instances = new Map<string, number>();
  const pinOf = ({ id, version = '1.0.0' }: ScriptedModule): ModulePin => ({
    module: id,
    version,
    hash: hashOf(version),
  });
  const pin = (id: string, version: string): Result<ModulePin> => {
    const module = modules.find((each) => each.id === id && (each.version ?? '1.0.0') === version);
    if (!module) return fail('not-found', `No version ${version} of ${id}.`);
    pinned.set(id, module);
    return ok(pinOf(module));
  };
  const load = async (id: string): Promise<Result<LoadedModule>> => {
    const module = pinned.get(id);
    if (!module) return fail('not-found', `No module ${id}.`);
    return ok({
      hash: hashOf(module.version),
      manifestHash: hashOf(module.version),
      meter: { version: 1, costs: '00'.repeat(32) },
      decoded: unwrap(decodeManifest(manifestOf(module))),
      instantiate: async (host, governor) => {
        if (module.startFault) throw new KernelError(module.startFault);
        instances.set(id, (instances.get(id) ?? 0) + 1);
        return instanceOf(module, host, governor);
      },
    });
  };
  return {
    instances,
    load,
    installed: async () => ok([...pinned.values()].map(pinOf)),
    install: async (manifest) => {
      const { id, version } = unwrap(decodeManifest(manifest)).manifest;
      return pin(id, version);
    },
    pin: async ({ decoded: { manifest } }) => pin(manifest.id, manifest.version),
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
    reset: () => alive && (module.reset?.() ?? true),
    memoryBytes: () => 0,
    fuelUsed: () => 0,
  };
}
