// Loaded before a measured program: writes its peak memory in KiB to the file named in PEAK_MEMORY_FILE when it ends.
import { writeFileSync } from 'node:fs';

process.on('exit', () => writeFileSync(process.env.PEAK_MEMORY_FILE, String(process.resourceUsage().maxRSS)));
