/** Small programs as trees of instructions: what the generator makes, the interpreter runs, the counting model counts and WebAssembly text is written from. */
export type Node =
  | { readonly kind: 'plain'; readonly name: PlainName; readonly value: number }
  | { readonly kind: 'block'; readonly body: readonly Node[] }
  | { readonly kind: 'loop'; readonly body: readonly Node[] }
  | { readonly kind: 'if'; readonly then: readonly Node[]; readonly otherwise: readonly Node[] | undefined }
  | { readonly kind: 'br' | 'br_if'; readonly label: number }
  | { readonly kind: 'return' }
  | { readonly kind: 'call'; readonly target: number };

/** Instructions with at most one immediate; `value` is it. */
export type PlainName =
  | 'i32.const'
  | 'local.get'
  | 'local.set'
  | 'local.tee'
  | 'global.get'
  | 'global.set'
  | 'i32.add'
  | 'i32.sub'
  | 'i32.mul'
  | 'i32.xor'
  | 'i32.div_u'
  | 'i32.lt_u'
  | 'i32.eqz'
  | 'i32.load'
  | 'i32.store'
  | 'drop'
  | 'nop';

/** A function from i32 to i32: parameter 0, and `locals` more of type i32. */
export interface TreeFunction {
  readonly locals: number;
  readonly body: readonly Node[];
}

export interface Program {
  readonly functions: readonly TreeFunction[];
}

export const plain = (name: PlainName, value = 0): Node => ({ kind: 'plain', name, value });

const IMMEDIATE = new Set<PlainName>(['i32.const', 'local.get', 'local.set', 'local.tee', 'global.get', 'global.set']);

function textOf(node: Node): string {
  switch (node.kind) {
    case 'plain':
      return IMMEDIATE.has(node.name) ? `${node.name} ${node.value}` : node.name;
    case 'block':
      return `block ${sequence(node.body)} end`;
    case 'loop':
      return `loop ${sequence(node.body)} end`;
    case 'if':
      return `if ${sequence(node.then)} ${node.otherwise ? `else ${sequence(node.otherwise)}` : ''} end`;
    case 'return':
      return 'return';
    case 'call':
      return `call ${node.target}`;
    default:
      return `${node.kind} ${node.label}`;
  }
}

const sequence = (nodes: readonly Node[]): string => nodes.map(textOf).join(' ');

/** The program as a module: one page of memory, one global, every function exported as f0, f1, … */
export function programText({ functions }: Program): string {
  const bodies = functions.map(
    ({ locals, body }, index) =>
      `(func (export "f${index}") (param i32) (result i32) ${'(local i32) '.repeat(locals)} ${sequence(body)})`,
  );
  return `(module (memory 1) (global (mut i32) (i32.const 7)) ${bodies.join('\n')})`;
}
