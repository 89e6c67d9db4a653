import type { Command } from '../command.ts';
import { readBytes, readJson } from '../read-input.ts';
import { WrongUsage } from '../wrong-usage.ts';

export const installCommand: Command = {
  name: 'install',
  summary: 'Pin a component and start it; one of the same name is replaced.',
  positionals: ['COMPONENT.wasm'],
  options: ['manifest'],
  details: [
    'FILE is the JSON manifest of the component, its capabilities included. The component may import only the kernel interfaces that it names.',
  ],
  async run({ positionals, text, terminal, connect }) {
    const [path] = positionals as [string];
    const manifestPath = text('manifest');
    if (manifestPath === undefined)
      throw new WrongUsage('`esta install` needs the manifest of the component: --manifest FILE.');
    const manifest = await readJson(manifestPath);
    const component = await readBytes(path);
    const { client } = await connect();
    const installed = await client.install(manifest, component);
    terminal.result(installed, `${installed.module} ${installed.version} is installed, pinned as ${installed.hash}.`);
    return 0;
  },
};
