import { defineService } from '@esta-logic/service-sdk';

export default defineService({
  handlers: {
    'neighbour.add': ({ by }: { by: number }, context) => {
      const sums = context.db('sums');
      const sum = (sums.readJson<number>('sum') ?? 0) + by;
      sums.writeJson('sum', sum);
      return { sum };
    },
    'neighbour.hear': () => ({}),
    'neighbour.bounce': (_, context) =>
      context.channel(context.message.source).call(`${context.message.source}.echo`, {}),
  },
});
