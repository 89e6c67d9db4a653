// Part of the build: the built web page travels with the published package, where there is one.
import { cpSync, existsSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const page = fileURLToPath(new URL('../../frontend/dist', import.meta.url));
const copy = fileURLToPath(new URL('../dist/page', import.meta.url));
rmSync(copy, { recursive: true, force: true });
if (existsSync(page)) cpSync(page, copy, { recursive: true });
