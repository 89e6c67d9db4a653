import { type FuelGovernor, type GuestInstance, type SyscallHost, unwrap } from '@esta-logic/kernel-boundary';
import { FUEL_RULES } from '@esta-logic/meter';
import { ownBinding } from '../src/binding/own-binding.ts';
import type { Binding } from '../src/bound-guest.ts';
import { checkComponent } from '../src/component-imports.ts';
import type { CoreInstances } from '../src/core-instances.ts';
import type { Glue } from '../src/glue-binding.ts';
import { glueBinding } from '../src/glue-guest.ts';
import { type GuestCode, limitsOf, makeGluedCode, makeGuestCode } from '../src/guest-code.ts';
import { startInstance } from '../src/guest-instance.ts';
import { ImagePool } from '../src/post-start-image.ts';
import { manifestOf } from './loaded.ts';
import { testEvaluator, testTranspiler } from './toolchain.ts';

/** One component behind both bindings: the loader's own, and jco's glue. */
export interface BothBindings {
  readonly own: Startable;
  readonly glue: Startable;
}

export interface Startable {
  readonly binding: Binding;
  readonly code: GuestCode;
  /** `started` sees the core instances. */
  start(host: SyscallHost, governor: FuelGovernor, started?: (cores: CoreInstances) => void): Promise<GuestInstance>;
}

/** Rejects when the component is not one that the loader links itself. A stateful one is not reset, so its stores are not tracked. */
export async function bothBindings(component: Uint8Array, stateful = false): Promise<BothBindings> {
  const manifest = { ...manifestOf('probe'), stateful };
  const imports = unwrap(checkComponent(component, manifest));
  const powers = { transpiler: testTranspiler() };
  const limits = limitsOf(manifest);
  const request = { component, imports, limits, rules: FUEL_RULES[0]! };
  const [own, glued] = [unwrap(await makeGuestCode(request, powers)), unwrap(await makeGluedCode(request, powers))];
  const compiled = (cores: typeof own.cores) =>
    cores.map(({ bytes }) => new WebAssembly.Module(bytes as Uint8Array<ArrayBuffer>));
  if ('glue' in own.link) throw new Error('the loader does not link this component itself');
  const glue = (await testEvaluator.evaluate((glued.link as { glue: string }).glue, 'both')) as Glue;
  const glueCores = new Map(glued.cores.map(({ name }, i) => [name, compiled(glued.cores)[i]!]));
  return {
    own: startable(ownBinding(own.link, compiled(own.cores)), own, limits.memoryBytes),
    glue: startable(
      glueBinding(
        glue,
        glueCores,
        imports.map((item) => item.interface),
      ),
      glued,
      limits.memoryBytes,
    ),
  };
}

function startable(binding: Binding, code: GuestCode, memoryBytes: number): Startable {
  const { resettable, tracked } = code;
  const images = new ImagePool(tracked);
  return {
    binding,
    code,
    start: (host, governor, started) => {
      const seen: Binding = {
        start: (to, account, cores) => {
          started?.(cores);
          return binding.start(to, account, cores);
        },
      };
      return startInstance({ module: 'probe', binding: seen, memoryBytes, resettable, images }, host, governor);
    },
  };
}
