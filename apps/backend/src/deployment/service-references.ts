import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { fail, ok, type GuestEnvelope, type Result } from '@esta-logic/kernel-boundary';
import { guestFault } from '@esta-logic/loader';
import type { LockstepOptions, Reference } from '@esta-logic/replay';
import { BUNDLED_SERVICES, readBundledService } from './bundled-services.ts';
import { guestSyscalls } from './reference-syscalls.ts';

/** What `dist/reference.js` of a service leaves: its TypeScript, bound to no system calls yet. */
interface UnboundService {
  bind(syscalls: ReturnType<typeof guestSyscalls>): (envelope: GuestEnvelope) => string;
}

/**
 * The TypeScript of the services of this release, run by this host's JavaScript engine: what their components answer on
 * another engine, as WebAssembly. It stands for the version that it was built as, and for no other.
 * Fault: not-found when a service is not built.
 */
export async function serviceReferences(): Promise<NonNullable<LockstepOptions['referenceOf']>> {
  const references = new Map<string, Reference>();
  for (const [module, name] of Object.entries(BUNDLED_SERVICES)) {
    const { manifest } = await readBundledService(module);
    const file = fileURLToPath(import.meta.resolve(`${name}/reference.js`));
    references.set(
      versionName(module, (manifest as { version: string }).version),
      referenceIn(await readFile(file, 'utf8'), file),
    );
  }
  return ({ module, version }) => references.get(versionName(module, version));
}

const versionName = (module: string, version: string): string => `${module} ${version}`;

/** Runs a script anew for each message, with nothing but the language itself: a hermetic service keeps nothing. */
export function referenceIn(source: string, filename: string): Reference {
  const script = new Script(`${source}\nservice.default`, { filename });
  return (envelope, host) => {
    const service = script.runInNewContext() as UnboundService;
    const handle = service.bind(guestSyscalls(host));
    return answerOf(() => handle(envelope));
  };
}

function answerOf(run: () => string): Result<string> {
  try {
    return ok(run());
  } catch (problem) {
    const fault = guestFault(problem);
    return fault ? { ok: false, fault } : fail('handler-failed', String(problem));
  }
}
