import type { InstallPlan } from '@esta-logic/client';
import type { Command } from '../command.ts';
import { installPlanText } from '../output/install-plan.ts';
import { readBytes, readJson } from '../read-input.ts';
import { WrongUsage } from '../wrong-usage.ts';

export const installCommand: Command = {
  name: 'install',
  summary: 'Pin a component and start it; one of the same name is replaced.',
  positionals: ['COMPONENT.wasm'],
  options: ['manifest', 'preview', 'accept', 'cranks'],
  details: [
    'FILE is the JSON manifest of the component, its capabilities included. The component may import only the kernel interfaces that it names.',
    'Before it replaces a version it is run on the newest messages of that one, with the recorded results of their system calls. One that answers otherwise, or asks for other capabilities, is installed only with --accept; --preview shows what differs and installs nothing.',
    'A new version that fails three times within its first hundred messages gives way to the one before it.',
  ],
  async run({ positionals, text, flag, terminal, connect }) {
    const [path] = positionals as [string];
    const manifestPath = text('manifest');
    if (manifestPath === undefined)
      throw new WrongUsage('`esta install` needs the manifest of the component: --manifest FILE.');
    const cranks = cranksIn(text('cranks'));
    const manifest = await readJson(manifestPath);
    const component = await readBytes(path);
    const { client } = await connect();
    const plan = await client.planInstall(manifest, component, cranks === undefined ? {} : { cranks });
    if (flag('preview')) {
      terminal.result(plan, installPlanText(plan));
      return 0;
    }
    if (plan.replaces) terminal.note(installPlanText(plan));
    const accept = flag('accept') || !differs(plan);
    const installed = await client.install(manifest, component, { accept });
    terminal.result(installed, `${installed.module} ${installed.version} is installed, pinned as ${installed.hash}.`);
    return 0;
  },
};

/** Whether anybody would notice but by speed. */
const differs = ({ replaces, rehearsal, capabilities: { added, removed, changed } }: InstallPlan): boolean =>
  replaces !== undefined && rehearsal.different.length + added.length + removed.length + changed.length > 0;

function cranksIn(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^[1-9]\d{0,4}$/.test(text)) return Number(text);
  throw new WrongUsage(`The option --cranks needs a whole number from 1 to 99999, not ${JSON.stringify(text)}.`);
}
