export { createNodesV2, name } from './create-nodes.ts';
