// The same decision in two rule engines of npm, as their own examples write it: hours earned, the limit of the tier,
// the wait, and what may be used; each with the trace that its people would show.

/** What one decision is about; hours are numbers here, because both engines compute in numbers. */
export const cases = Array.from({ length: 1000 }, (_, index) => ({
  hoursWorked: 300 + ((index * 37) % 1700),
  size: index % 2 === 0 ? 'small' : 'large',
  used: index % 30,
  requested: 8 + (index % 40),
  hireDay: 20_400 + (index % 90),
  day: 20_490 + (index % 120),
}));

const law = { rate: 1 / 30, caps: { small: 40, large: 72 }, wait: 120 };

/** Exactly in hundred-and-eightieths, for checking: hours granted of each case. */
export function expected({ hoursWorked, size, used, requested, hireDay, day }) {
  if (day < hireDay + law.wait) return 0;
  const balance = Math.max(0, hoursWorked / 30 - used);
  return Math.min(requested, balance, Math.max(0, law.caps[size] - used));
}

const node = (id, type, content) => ({ id, name: id, type, position: { x: 0, y: 0 }, content });
const edge = (sourceId, targetId) => ({ id: `${sourceId}-${targetId}`, sourceId, targetId, type: 'edge' });
const expressions = (pairs) => ({
  expressions: pairs.map(([key, value]) => ({ id: key, key, value })),
  passThrough: true,
});

/** A JDM graph: expression, decision table, expression, expression. */
const GRAPH = {
  nodes: [
    node('request', 'inputNode', {}),
    node(
      'accrual.rate',
      'expressionNode',
      expressions([
        ['accrued', 'hoursWorked / 30'],
        ['balance', 'max([0, hoursWorked / 30 - used])'],
      ]),
    ),
    node('use.cap', 'decisionTableNode', {
      hitPolicy: 'first',
      passThrough: true,
      inputs: [{ id: 'i', name: 'Size', field: 'size' }],
      outputs: [
        { id: 'o', name: 'Cap', field: 'cap' },
        { id: 'c', name: 'Citation', field: 'citation' },
      ],
      rules: [
        { _id: 's', i: '"small"', o: '40', c: '"MCL 408.963"' },
        { _id: 'l', i: '"large"', o: '72', c: '"MCL 408.963"' },
      ],
    }),
    node(
      'waiting.period',
      'expressionNode',
      expressions([
        ['firstUse', 'hireDay + 120'],
        ['waited', 'day >= hireDay + 120'],
      ]),
    ),
    node(
      'use.asAccrued',
      'expressionNode',
      expressions([['granted', 'waited ? min([requested, balance, max([0, cap - used])]) : 0']]),
    ),
    node('answer', 'outputNode', {}),
  ],
  edges: [
    edge('request', 'accrual.rate'),
    edge('accrual.rate', 'use.cap'),
    edge('use.cap', 'waiting.period'),
    edge('waiting.period', 'use.asAccrued'),
    edge('use.asAccrued', 'answer'),
  ],
};

/** GoRules zen-engine, one decision with the trace of every node. */
export function zen({ ZenEngine }) {
  const engine = new ZenEngine();
  const decision = engine.createDecision(Buffer.from(JSON.stringify(GRAPH)));
  return async (input) => {
    const { result, trace } = await decision.evaluate(input, { trace: true });
    if (Object.keys(trace).length < 6) throw new Error('zen gave no trace');
    return result.granted;
  };
}

/** json-rules-engine: rules in the order of their priority, each writing its step of the trace. */
export function jsonRules({ Engine }) {
  const rule = (id, priority, params) => ({
    name: id,
    priority,
    conditions: { all: [params.condition] },
    event: { type: id, params: { rule: id, citation: 'MCL 408.963' } },
  });
  const build = () => {
    const engine = new Engine([], { allowUndefinedFacts: false });
    engine.addFact('accrued', async (_, almanac) => (await almanac.factValue('hoursWorked')) / 30);
    engine.addFact('balance', async (_, almanac) =>
      Math.max(0, (await almanac.factValue('accrued')) - (await almanac.factValue('used'))),
    );
    engine.addFact('cap', async (_, almanac) => law.caps[await almanac.factValue('size')]);
    engine.addFact('firstUse', async (_, almanac) => (await almanac.factValue('hireDay')) + law.wait);
    engine.addRule(
      rule('accrual.rate', 4, { condition: { fact: 'accrued', operator: 'greaterThanInclusive', value: 0 } }),
    );
    engine.addRule(
      rule('use.cap', 3, { condition: { fact: 'used', operator: 'lessThanInclusive', value: { fact: 'cap' } } }),
    );
    engine.addRule(
      rule('waiting.period', 2, {
        condition: { fact: 'day', operator: 'greaterThanInclusive', value: { fact: 'firstUse' } },
      }),
    );
    engine.addRule(
      rule('use.asAccrued', 1, {
        condition: { fact: 'requested', operator: 'lessThanInclusive', value: { fact: 'balance' } },
      }),
    );
    return engine;
  };
  const engine = build();
  return async (input) => {
    const { results, failureResults, almanac } = await engine.run(input);
    const value = (name) => almanac.factValue(name);
    const [balance, cap, firstUse] = await Promise.all([value('balance'), value('cap'), value('firstUse')]);
    const trace = [...results, ...failureResults].map((each) => ({
      ...each.event.params,
      inputs: input,
      value: each.result,
      why: `${each.name}: balance ${balance}, limit ${cap}, first day ${firstUse}`,
    }));
    if (trace.length !== 4) throw new Error('json-rules-engine gave no trace');
    return input.day < firstUse ? 0 : Math.min(input.requested, balance, Math.max(0, cap - input.used));
  };
}
