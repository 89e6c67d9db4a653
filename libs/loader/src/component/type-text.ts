import { exportOf, IndexSpaces, type Instance, type Item, type Type } from './index-spaces.ts';
import { KERNEL_RESOURCES, kernelFunctionType, type KernelFunction } from './kernel-world.ts';
import { type Definition, type TypeDefinition, type TypePart, UnknownShape } from './syntax.ts';

/** Types of the kernel's world are far shorter; text that doubles with every definition must not. */
const MAX_TEXT = 2000;

/**
 * A type in structural notation: `form(label:type,…)`, a primitive by its name, a resource of the kernel as
 * `resource <name>`. Two types are the same where their texts are.
 */
export function typeOf(type: TypeDefinition, spaces: IndexSpaces): Type {
  if ('parts' in type) return { text: textOf(type.form, type.parts, spaces) };
  if ('declares' in type)
    return { text: 'instance', instance: (name) => instanceOf(type.declares, name, new IndexSpaces(spaces)) };
  return { text: type.form };
}

function textOf(form: string, parts: readonly TypePart[], spaces: IndexSpaces): string {
  const text = parts.map((part) => partText(part, spaces)).join(',');
  if (text.length > MAX_TEXT) throw new UnknownShape('it has a type that no function of the kernel has');
  return form === 'same' ? text : `${form}(${text})`;
}

function partText({ label, type }: TypePart, spaces: IndexSpaces): string {
  if (type === undefined) return label;
  const text = typeof type === 'string' ? type : spaces.get('type', type).text;
  return label === '' ? text : `${label}:${text}`;
}

/** What the kernel gives for an import of an instance type: its functions and resources, and types. */
function instanceOf(declares: readonly Definition[], interfaceName: string, spaces: IndexSpaces): Instance {
  const exports = new Map<string, Item>();
  for (const declared of declares) {
    switch (declared.is) {
      case 'type':
        spaces.add('type', typeOf(declared.type, spaces));
        break;
      case 'alias-outer':
        spaces.addItem(spaces.outside(declared));
        break;
      case 'alias-export':
        spaces.addItem(exportOf(spaces.get('instance', declared.instance), declared.sort, declared.name));
        break;
      case 'import': {
        const item = given(declared, interfaceName, spaces);
        spaces.addItem(item);
        exports.set(declared.name, item);
        break;
      }
      default:
        throw new UnknownShape('it imports an instance of an unknown kind');
    }
  }
  return exports;
}

/** What the kernel has under a declared name. */
function given(
  { name, sort, type }: Extract<Definition, { is: 'import' }>,
  interfaceName: string,
  spaces: IndexSpaces,
): Item {
  if (type === 'resource') {
    const resource = KERNEL_RESOURCES[interfaceName];
    if (resource !== name) throw new UnknownShape(`the kernel has no resource ${JSON.stringify(name.slice(0, 80))}`);
    return { sort, value: { text: `resource ${name}`, resource } satisfies Type };
  }
  const { text } = spaces.get('type', type.index);
  if (sort === 'type') return { sort, value: spaces.get('type', type.index) };
  const kernel = `${interfaceName} ${name}`;
  if (sort !== 'func' || kernelFunctionType(kernel) !== text)
    throw new UnknownShape(`the kernel has no ${sort} ${JSON.stringify(name.slice(0, 80))} of its type`);
  return { sort, value: { type: text, from: { kernel: kernel as KernelFunction } } };
}
