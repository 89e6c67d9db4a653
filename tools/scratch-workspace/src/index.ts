export type { ScratchWorkspace } from './scratch-workspace.ts';
export { copyWorkspace } from './scratch-workspace.ts';
