import { note } from 'esta:meter-guest/host@0.1.0';

/** What the tests run inside QuickJS: each operation takes and gives a string. */
const operations = {
  echo: (argument) => argument,
  loop: (argument) => {
    const times = Number(argument);
    let sum = 0;
    for (let i = 0; i < times; i += 1) sum = (sum + i * 7) % 1000003;
    return String(sum);
  },
  json: (argument) => {
    const shifts = Array.from({ length: Number(argument) }, (_, i) => ({
      employee: `e${i % 50}`,
      minutes: (i * 37) % 600,
    }));
    const totals = new Map();
    for (const { employee, minutes } of JSON.parse(JSON.stringify(shifts)))
      totals.set(employee, (totals.get(employee) ?? 0) + minutes);
    return JSON.stringify([...totals]);
  },
  floats: (argument) => {
    const numbers = JSON.parse(argument);
    return numbers.map((x) => [Math.sqrt(x), x / 3, Math.sin(x), 0 / (x - x)].join(' ')).join(',');
  },
  note: (argument) => note(argument) + note('!'),
  spin: () => {
    for (;;);
  },
  recurse: (argument) => {
    const down = (n) => (n === 0 ? 0 : 1 + down(n - 1));
    return String(down(Number(argument)));
  },
  allocate: () => {
    const kept = [];
    for (;;) kept.push(new Array(1000).fill(kept.length));
  },
};

export function handle(operation, argument) {
  try {
    return operations[operation](argument);
  } catch (error) {
    return `threw ${error.name}: ${error.message}`;
  }
}
