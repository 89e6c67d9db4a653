import { costOf, debitsOf, type Debits, type Place } from './counting-model.ts';
import type { Node, Program, TreeFunction } from './instruction-tree.ts';

/** Runs a program of trees without WebAssembly: its result, the units of the instructions that ran, and the fuel that the counting model takes. */
export interface Interpreted {
  readonly result: number;
  readonly executed: number;
  readonly fuel: number;
  /** Debits passed. */
  readonly debits: number;
}

/** How a sequence ended: at its end, by a branch to the n-th enclosing label, or by a return. */
type Exit = 'end' | 'return' | number;

class Machine {
  readonly functions: readonly TreeFunction[];
  readonly debitsOf: readonly Debits[];
  readonly memory = new Map<number, number>();
  global = 7;
  executed = 0;
  fuel = 0;
  debits = 0;

  constructor({ functions }: Program) {
    this.functions = functions;
    this.debitsOf = functions.map(debitsOf);
  }

  call(index: number, argument: number): number {
    const f = this.functions[index]!;
    const frame = new Activation(this, this.debitsOf[index]!, [argument, ...new Array<number>(f.locals).fill(0)]);
    frame.pass(f, 'entry');
    frame.sequence(f.body);
    return frame.stack.at(-1)!;
  }
}

class Activation {
  readonly machine: Machine;
  readonly debits: Debits;
  readonly locals: number[];
  readonly stack: number[] = [];

  constructor(machine: Machine, debits: Debits, locals: number[]) {
    this.machine = machine;
    this.debits = debits;
    this.locals = locals;
  }

  pass(at: object, place: Place): void {
    const units = this.debits.get(at)?.[place];
    if (units === undefined) return;
    this.machine.fuel += units;
    this.machine.debits += 1;
  }

  pop(): number {
    return this.stack.pop()!;
  }

  sequence(nodes: readonly Node[]): Exit {
    for (const node of nodes) {
      const exit = this.node(node);
      if (exit !== 'end') return exit;
    }
    return 'end';
  }

  node(node: Node): Exit {
    this.machine.executed += costOf(node.kind === 'plain' ? node.name : node.kind);
    switch (node.kind) {
      case 'plain':
        this.plain(node.name, node.value);
        return 'end';
      case 'call':
        this.stack.push(this.machine.call(node.target, this.pop()));
        return 'end';
      case 'return':
        return 'return';
      case 'br':
        return node.label;
      case 'br_if':
        if (this.pop() !== 0) return node.label;
        this.pass(node, 'after');
        return 'end';
      case 'loop':
        return this.loop(node);
      default:
        return this.blockOrIf(node);
    }
  }

  blockOrIf(node: Node & { kind: 'block' | 'if' }): Exit {
    const exit = node.kind === 'block' ? this.arm(node, 'inside', node.body) : this.if(node);
    if (exit !== 'end' && exit !== 0) return exit === 'return' ? exit : exit - 1;
    this.pass(node, 'after');
    return 'end';
  }

  if(node: Node & { kind: 'if' }): Exit {
    if (this.pop() !== 0) return this.arm(node, 'then', node.then);
    return node.otherwise ? this.arm(node, 'else', node.otherwise) : 'end';
  }

  arm(node: Node, place: Place, body: readonly Node[]): Exit {
    this.pass(node, place);
    return this.sequence(body);
  }

  loop(node: Node & { kind: 'loop' }): Exit {
    for (;;) {
      const exit = this.arm(node, 'head', node.body);
      if (exit === 0) continue;
      if (exit === 'end') this.pass(node, 'after');
      return typeof exit === 'number' ? exit - 1 : exit;
    }
  }

  plain(name: string, value: number): void {
    const { stack, locals, machine } = this;
    switch (name) {
      case 'i32.const':
        stack.push(value | 0);
        break;
      case 'local.get':
        stack.push(locals[value]!);
        break;
      case 'local.set':
        locals[value] = this.pop();
        break;
      case 'local.tee':
        locals[value] = stack.at(-1)!;
        break;
      case 'global.get':
        stack.push(machine.global);
        break;
      case 'global.set':
        machine.global = this.pop();
        break;
      case 'i32.load':
        stack.push(machine.memory.get(this.pop()) ?? 0);
        break;
      case 'i32.eqz':
        stack.push(this.pop() === 0 ? 1 : 0);
        break;
      case 'drop':
        this.pop();
        break;
      case 'nop':
        break;
      default:
        this.binary(name);
    }
  }

  binary(name: string): void {
    const right = this.pop();
    const left = this.pop();
    switch (name) {
      case 'i32.add':
        this.stack.push((left + right) | 0);
        break;
      case 'i32.sub':
        this.stack.push((left - right) | 0);
        break;
      case 'i32.mul':
        this.stack.push(Math.imul(left, right));
        break;
      case 'i32.xor':
        this.stack.push(left ^ right);
        break;
      case 'i32.div_u':
        this.stack.push(((left >>> 0) / (right >>> 0)) | 0);
        break;
      case 'i32.lt_u':
        this.stack.push(left >>> 0 < right >>> 0 ? 1 : 0);
        break;
      default:
        this.machine.memory.set(left, right);
    }
  }
}

/** Calls the last function of a program. */
export function interpret(program: Program, argument: number): Interpreted {
  const machine = new Machine(program);
  const result = machine.call(program.functions.length - 1, argument);
  return { result, executed: machine.executed, fuel: machine.fuel, debits: machine.debits };
}
