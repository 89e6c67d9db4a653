import { rightsOf, type ModuleManifest, type OpcodeDeclaration } from '@esta-logic/kernel-boundary';
import manifest from '../../guests/bench/manifest.ts';
import { componentOf, type Language } from './built-guests.ts';
import { NATIVE_IMPORTS } from './native-component.ts';

/** A module as `Kernel.install` takes it. */
export interface GuestModule {
  readonly manifest: ModuleManifest;
  readonly component: Uint8Array;
}

/** The payload of every echo: 1,024 bytes as JSON. */
export const KIBIBYTE = { text: 'x'.repeat(1024 - '{"text":""}'.length) };

const { payload: text } = manifest.opcodes['bench.echo'];
const opcode = (description: string, payload: object = {}, type: 'Query' | 'Command' = 'Query'): OpcodeDeclaration => ({
  types: [type],
  description,
  payload,
});

const native = (id: string): ModuleManifest => ({
  ...manifest,
  id,
  description: 'Does what is measured, without a language runtime.',
  imports: NATIVE_IMPORTS,
  opcodes: {
    'bench.echo': opcode('Answers its payload.', text),
    'bench.spin': opcode('Never answers.'),
    'bench.clock': opcode('Reads the clock 1,000 times.'),
    'bench.rows': opcode('Reads a row 1,000 times.'),
    'bench.put': opcode('Writes its payload to a row.', text, 'Command'),
    'bench.neighbour': opcode('Calls the neighbour 100 times.', text),
  },
  requiredCapabilities: [
    {
      label: 'rows',
      resourceType: 'database',
      resourcePattern: `${id}.rows`,
      rights: rightsOf('read', 'write', 'create'),
      reason: 'Has a row to read and to write.',
    },
    {
      label: 'neighbour',
      resourceType: 'channel',
      resourcePattern: 'neighbour.*',
      rights: rightsOf('execute'),
      reason: 'Has somebody to call.',
    },
    {
      label: 'clock',
      resourceType: 'clock',
      resourcePattern: '*',
      rights: rightsOf('read'),
      reason: 'Has a clock to read.',
    },
  ],
});

const MANIFESTS: Readonly<Record<Language, (id: string) => ModuleManifest>> = {
  native,
  typescript: (id) => ({ ...manifest, id, requiredCapabilities: [] }),
};

/** The manifest of a guest under a name. */
export const manifestOf = (language: Language, id: string): ModuleManifest => MANIFESTS[language](id);

/** A guest, and what else its manifest is to say. `bench` is its name by default. */
export const guest = (language: Language, change: Partial<ModuleManifest> = {}): GuestModule => ({
  manifest: { ...manifestOf(language, change.id ?? 'bench'), ...change },
  component: componentOf(language),
});
