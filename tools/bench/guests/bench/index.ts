import { defineService } from '@esta-logic/service-sdk';

const shifts = (n: number): string =>
  JSON.stringify(Array.from({ length: n }, (_, i) => ({ employee: `e${i % 50}`, date: '2025-03-03', hours: i % 9 })));

export default defineService({
  handlers: {
    'bench.echo': (payload) => payload,
    'bench.loop': ({ n }: { n: number }) => {
      let sum = 0;
      for (let i = 0; i < n; i++) sum = (sum + i) % 1_000_003;
      return { sum };
    },
    'bench.json': ({ n }: { n: number }) => {
      const totals: Record<string, number> = {};
      for (const { employee, hours } of JSON.parse(shifts(n)) as { employee: string; hours: number }[])
        totals[employee] = (totals[employee] ?? 0) + hours;
      return totals;
    },
    'bench.spin': () => {
      for (;;);
    },
  },
});
