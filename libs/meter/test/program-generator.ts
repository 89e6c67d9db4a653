import fc from 'fast-check';
import { plain, type Node, type Program, type TreeFunction } from './instruction-tree.ts';

/** Locals: 0 the parameter, 1 to 3 variables, 4 and up a counter for each depth of loops. */
const VARIABLES = 4;
const MAX_NESTING = 3;
const COUNTERS = VARIABLES;
const ADDRESSES = 64;

const variable = fc.integer({ min: 0, max: VARIABLES - 1 });
const constant = fc.integer({ min: -1000, max: 1000 });

/** Instructions that push one i32. */
const expression: fc.Arbitrary<readonly Node[]> = fc.letrec<{ e: readonly Node[] }>((tie) => ({
  e: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    constant.map((value) => [plain('i32.const', value)]),
    variable.map((local) => [plain('local.get', local)]),
    fc.constant([plain('global.get', 0)]),
    fc
      .tuple(tie('e'), tie('e'), fc.constantFrom('i32.add', 'i32.sub', 'i32.mul', 'i32.xor', 'i32.lt_u'))
      .map(([a, b, op]) => [...a, ...b, plain(op)]),
    fc
      .tuple(tie('e'), fc.integer({ min: 1, max: 9 }))
      .map(([a, by]) => [...a, plain('i32.const', by), plain('i32.div_u')]),
    fc.tuple(tie('e')).map(([a]) => [...a, plain('i32.eqz')]),
    fc.integer({ min: 0, max: ADDRESSES - 1 }).map((slot) => [plain('i32.const', slot * 4), plain('i32.load')]),
  ),
})).e;

/** Where a statement stands: labels around it, those among them that are no loops, loops around it, functions it may call. */
interface Context {
  readonly labels: number;
  readonly exits: readonly number[];
  readonly loops: number;
  readonly callable: number;
}

const nested = (c: Context, exit: boolean): Context => ({
  ...c,
  labels: c.labels + 1,
  exits: [...(exit ? [0] : []), ...c.exits.map((label) => label + 1)],
  loops: exit ? c.loops : c.loops + 1,
});

/** `count` turns of `body`, counted in a local of its own. */
function countedLoop(c: Context, depth: number): fc.Arbitrary<readonly Node[]> {
  const counter = COUNTERS + c.loops;
  return fc.tuple(fc.integer({ min: 1, max: 5 }), statements(nested(c, false), depth - 1)).map(([turns, body]) => [
    plain('i32.const', turns),
    plain('local.set', counter),
    {
      kind: 'loop',
      body: [
        ...body,
        plain('local.get', counter),
        plain('i32.const', 1),
        plain('i32.sub'),
        plain('local.tee', counter),
        { kind: 'br_if', label: 0 },
      ],
    },
  ]);
}

function simpleStatement(c: Context): fc.Arbitrary<readonly Node[]> {
  const kinds: fc.Arbitrary<readonly Node[]>[] = [
    fc
      .tuple(expression, fc.integer({ min: 1, max: VARIABLES - 1 }))
      .map(([e, local]) => [...e, plain('local.set', local)]),
    expression.map((e) => [...e, plain('global.set', 0)]),
    fc
      .tuple(fc.integer({ min: 0, max: ADDRESSES - 1 }), expression)
      .map(([slot, e]) => [plain('i32.const', slot * 4), ...e, plain('i32.store')]),
    fc.integer({ min: 1, max: 80 }).map((count) => new Array<Node>(count).fill(plain('nop'))),
    expression.map((e) => [
      ...e,
      { kind: 'if', then: [plain('local.get', 1), { kind: 'return' }], otherwise: undefined },
    ]),
  ];
  if (c.exits.length > 0)
    kinds.push(fc.tuple(expression, fc.constantFrom(...c.exits)).map(([e, label]) => [...e, { kind: 'br_if', label }]));
  if (c.exits.length > 0) {
    const leave = fc.tuple(expression, expression, fc.constantFrom(...c.exits));
    kinds.push(
      leave.map(([when, e, label]) => [
        ...when,
        { kind: 'if', then: [...e, plain('local.set', 3), { kind: 'br', label: label + 1 }], otherwise: undefined },
      ]),
    );
  }
  if (c.callable > 0) {
    kinds.push(
      fc
        .tuple(expression, fc.integer({ min: 0, max: c.callable - 1 }))
        .map(([e, target]) => [...e, { kind: 'call', target }, plain('local.set', 2)]),
    );
  }
  return fc.oneof(...kinds);
}

function statement(c: Context, depth: number): fc.Arbitrary<readonly Node[]> {
  if (depth === 0) return simpleStatement(c);
  const inside = statements(nested(c, true), depth - 1);
  const arms = fc.tuple(expression, inside, fc.option(inside, { nil: undefined }));
  return fc.oneof(
    { weight: 3, arbitrary: simpleStatement(c) },
    { weight: 1, arbitrary: inside.map((body): readonly Node[] => [{ kind: 'block', body }]) },
    {
      weight: 2,
      arbitrary: arms.map(([e, then, otherwise]): readonly Node[] => [...e, { kind: 'if', then, otherwise }]),
    },
    { weight: 2, arbitrary: countedLoop(c, depth) },
  );
}

function statements(c: Context, depth: number): fc.Arbitrary<readonly Node[]> {
  return fc.array(statement(c, depth), { minLength: 1, maxLength: 4 }).map((list) => list.flat());
}

function treeFunction(callable: number): fc.Arbitrary<TreeFunction> {
  const body = statements({ labels: 0, exits: [], loops: 0, callable }, MAX_NESTING);
  return body.map((nodes) => ({
    locals: COUNTERS + MAX_NESTING,
    body: [...nodes, plain('local.get', 1), plain('local.get', 3), plain('i32.xor')],
  }));
}

/** Three functions; each may call those before it, so every program ends. */
export const programs: fc.Arbitrary<Program> = fc
  .tuple(treeFunction(0), treeFunction(1), treeFunction(2))
  .map((functions) => ({ functions }));
