export default {
  id: 'echo',
  version: '0.1.0',
  description: 'Answers with what it was sent; used by the tests of the componentize executor.',
  abi: '0.1.0',
  ring: 2,
  priority: 'normal',
  imports: ['time', 'log'],
  opcodes: {},
};
