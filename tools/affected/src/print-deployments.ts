import { workspaceRoot } from '@esta-logic/tool-boundaries';
import { decide } from './deployments.ts';

const base = process.argv[2] ?? 'HEAD^';
for (const { app, rebuild } of decide(workspaceRoot, base)) console.log(`${app}=${rebuild ? 'build' : 'skip'}`);
