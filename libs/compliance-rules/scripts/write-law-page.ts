// Writes docs/law/michigan.md: `node --conditions=@esta-logic/source libs/compliance-rules/scripts/write-law-page.ts`.
import { writeFileSync } from 'node:fs';
import { michigan2025 } from '../src/index.ts';
import { lawPage } from '../test/law-page.ts';

writeFileSync(new URL('../../../docs/law/michigan.md', import.meta.url), lawPage(michigan2025));
