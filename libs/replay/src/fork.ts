import { faultOf, KernelError, type ComponentStore, type Reply, type SendRequest } from '@esta-logic/kernel-boundary';
import { parseKey, RANGES, type KeyParts } from '@esta-logic/storage';
import { planFork, type ForkEvent, type ForkPlan } from './fork-plan.ts';
import { bootOver, pastOf, type PastKernel, type PastPowers } from './past-kernel.ts';
import type { RecordedInstallation } from './past-modules.ts';

/** What is to be otherwise: the message at the fork, or a module from the fork on. */
export interface ForkChange {
  readonly message?: Partial<Pick<SendRequest, 'type' | 'opcode' | 'payload'>>;
  readonly module?: { readonly manifest: unknown; readonly component: Uint8Array };
}

/** A message whose reply is another one. */
export interface ReplyDifference {
  readonly seq: number;
  readonly target: string;
  readonly opcode: string;
  readonly before: Reply;
  readonly after: Reply;
}

/** A key whose value is another one at the end; undefined where there is none. */
export interface StateDifference {
  readonly tenantId: string;
  readonly service: string;
  readonly collection: string;
  readonly key: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

export interface ForkReport {
  readonly messages: number;
  readonly replies: readonly ReplyDifference[];
  readonly state: readonly StateDifference[];
}

/** The same history run twice, without the change and with it. Both kernels are to be stopped by who asked. */
export interface Fork {
  readonly unchanged: PastKernel;
  readonly changed: PastKernel;
  readonly report: ForkReport;
}

/**
 * Runs history again from the crank `seq` on, once as it was and once with the change, and compares. Messages from
 * outside are sent one after the other, each when all that the one before caused is done, at the times at which they came.
 * @throws KernelError not-found, invalid-argument, log-broken, and those of installing the changed module.
 */
export async function forkHistory(
  powers: PastPowers,
  seq: number,
  change: ForkChange,
  onProgress: (done: number, all: number) => void = () => undefined,
): Promise<Fork> {
  const plan = await planFork(powers.reader, powers.components, seq);
  const past = await pastOf(powers, plan.before);
  const { module } = change;
  const writes = plan.underWay;
  const unchanged = await bootOver(powers, past, plan.time, { writes });
  const changed = await bootOver(powers, past, plan.time, { writes, ...(module ? { module } : {}) });
  const replaced = module && (module.manifest as { id?: unknown }).id;
  const replies: ReplyDifference[] = [];
  for (const [i, event] of plan.events.entries()) {
    if (event.kind === 'installation') {
      await installAgain(unchanged, powers.components, event.version);
      if (event.version.module !== replaced) await installAgain(changed, powers.components, event.version);
    } else {
      const before = await take(unchanged, event, event.request);
      const request = event.seq === seq ? { ...event.request, ...change.message } : event.request;
      const after = await take(changed, event, request);
      if (differ(before, after))
        replies.push({ seq: event.seq, target: request.target, opcode: request.opcode, before, after });
    }
    onProgress(i + 1, plan.events.length);
  }
  const state = await stateDifferences(unchanged, changed);
  return { unchanged, changed, report: { messages: messagesOf(plan), replies, state } };
}

const messagesOf = ({ events }: ForkPlan): number => events.filter(({ kind }) => kind === 'message').length;

async function take(
  past: PastKernel,
  { time }: Extract<ForkEvent, { kind: 'message' }>,
  request: SendRequest,
): Promise<Reply> {
  // The clock of a machine may have been set back between two messages; that of a kernel never is.
  past.time = Math.max(past.time, time);
  const reply = await past.kernel.send(request);
  await past.kernel.settled(reply.messageId);
  return reply;
}

function differ(before: Reply, after: Reply): boolean {
  if (before.ok && after.ok) return JSON.stringify(before.payload) !== JSON.stringify(after.payload);
  return (
    before.ok || after.ok || before.error.code !== after.error.code || before.error.message !== after.error.message
  );
}

async function installAgain(
  { kernel }: PastKernel,
  components: ComponentStore,
  { module, component, manifest }: RecordedInstallation,
): Promise<void> {
  const [wasm, text] = [
    await components.read(`modules/${component}.wasm`),
    await components.read(`modules/${manifest}.manifest.json`),
  ];
  if (!wasm || !text)
    throw new KernelError(
      faultOf(
        'not-found',
        `The files of ${module} (${component}), which was installed meanwhile, are not in the store.`,
      ),
    );
  const installed = await kernel.install(JSON.parse(new TextDecoder().decode(text)), wasm);
  if (!installed.ok) throw new KernelError(installed.fault);
}

type StateParts = Extract<KeyParts, { kind: 'state' }>;

async function stateDifferences(unchanged: PastKernel, changed: PastKernel): Promise<readonly StateDifference[]> {
  const [before, after] = [await stateOf(unchanged), await stateOf(changed)];
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((key) => before.get(key) !== after.get(key))
    .sort()
    .map((stored) => {
      const { tenantId, service, collection, key } = parseKey(stored) as StateParts;
      return { tenantId, service, collection, key, before: before.get(stored), after: after.get(stored) };
    });
}

const PAGE = 1000;

async function stateOf({ kernel, provider }: PastKernel): Promise<Map<string, string>> {
  await kernel.drained();
  const state = new Map<string, string>();
  for (let { from, to } = RANGES.state; ;) {
    const page = await provider.scan({ from, to, limit: PAGE });
    for (const { key, value } of page) state.set(key, value);
    if (page.length < PAGE) return state;
    from = `${page.at(-1)!.key}\u0000`;
  }
}
