import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { defaultConfig } from '../../pipeline/access/config.ts';
import { AccessDesk } from '../../pipeline/access/index.ts';
import { localReader, type Reader } from '../../pipeline/access/reader.ts';
import { builtDashboard } from '../../pipeline/cli/serving/dashboard-build.ts';
import { publishedFile } from '../../pipeline/cli/console-file.ts';
import { openConsole } from '../../pipeline/console/index.ts';
import { templateWorkbook } from '../../pipeline/contracts/template.ts';
import { createServer } from '../../pipeline/server/index.ts';
import { currentSnapshot, openSnapshot } from '../../pipeline/warehouse/index.ts';

/** Takes everybody for whom they say they are: who asks is not what is measured. */
class OpenDesk extends AccessDesk {
  override get anybody(): Reader {
    return localReader;
  }
  override readerNamed(name: string): Reader {
    return { ...localReader, name };
  }
}

// As `xiaoan serve`, but each request says whose it is, and the limits are given.
const [, , warehouse = '', limits = '{}'] = process.argv;
const report = (error: unknown) => void process.stderr.write(`${String(error)}\n`);
const console = openConsole({
  consoleFile: publishedFile(warehouse),
  folder: join(warehouse, 'console'),
  report,
  limits: JSON.parse(limits),
});
const server = await createServer({
  findSnapshot: () => {
    const ref = currentSnapshot(warehouse);
    return ref && { ref, open: () => openSnapshot(ref) };
  },
  dashboard: builtDashboard,
  makeTemplate: templateWorkbook,
  report,
  sql: console,
  access: new OpenDesk({
    folder: join(warehouse, 'access'),
    config: {
      ...defaultConfig,
      proxy: { addresses: ['127.0.0.1'], header: 'x-bench-reader' },
    },
    onlyLocal: true,
  }),
  requestsPerMinute: 1_000_000,
});
await server.listen({ port: 0, host: '127.0.0.1' });
process.send?.(`http://127.0.0.1:${(server.server.address() as AddressInfo).port}`);
process.once('SIGTERM', () => {
  void Promise.all([server.close(), console.close()]).then(() => process.exit(0));
});
