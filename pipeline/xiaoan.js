#!/usr/bin/env node
// Plain JavaScript so that `npx xiaoan` works right after `npm ci`, with no build step before it.
import { register } from 'tsx/esm/api';

// The district's clock, whatever the machine's is set to: by it a return is on time or late.
process.env.TZ = 'Asia/Shanghai';

register();
const { main } = await import('./cli.ts');
process.exitCode = await main(process.argv.slice(2));
