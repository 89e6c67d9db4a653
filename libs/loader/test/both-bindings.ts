import { type FuelGovernor, type GuestInstance, type SyscallHost, unwrap } from '@esta-logic/kernel-boundary';
import { ownBinding } from '../src/binding/own-binding.ts';
import type { Binding } from '../src/bound-guest.ts';
import { checkComponent } from '../src/component-imports.ts';
import type { Glue } from '../src/glue-binding.ts';
import { glueBinding } from '../src/glue-guest.ts';
import { limitsOf, makeGluedCode, makeGuestCode } from '../src/guest-code.ts';
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
  start(host: SyscallHost, governor: FuelGovernor): Promise<GuestInstance>;
}

/** Rejects when the component is not one that the loader links itself. */
export async function bothBindings(component: Uint8Array): Promise<BothBindings> {
  const manifest = manifestOf('probe');
  const imports = unwrap(checkComponent(component, manifest));
  const transpiler = testTranspiler();
  const [own, glued] = [
    unwrap(await makeGuestCode(component, imports, limitsOf(manifest), transpiler)),
    unwrap(await makeGluedCode(component, imports, limitsOf(manifest), transpiler)),
  ];
  const compiled = (cores: typeof own.cores) =>
    cores.map(({ bytes }) => new WebAssembly.Module(bytes as Uint8Array<ArrayBuffer>));
  if ('glue' in own.link) throw new Error('the loader does not link this component itself');
  const glue = (await testEvaluator.evaluate((glued.link as { glue: string }).glue, 'both')) as Glue;
  const glueCores = new Map(glued.cores.map(({ name }, i) => [name, compiled(glued.cores)[i]!]));
  return {
    own: startable(ownBinding(own.link, compiled(own.cores)), own.resettable),
    glue: startable(
      glueBinding(
        glue,
        glueCores,
        imports.map((item) => item.interface),
      ),
      glued.resettable,
    ),
  };
}

function startable(binding: Binding, resettable: boolean): Startable {
  const images = new ImagePool();
  return {
    binding,
    start: (host, governor) => startInstance({ module: 'probe', binding, resettable, images }, host, governor),
  };
}
