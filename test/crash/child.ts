import { once } from 'node:events';
import { buildWarehouse } from '../../pipeline/cli/build.ts';
import { takeIn } from '../../pipeline/cli/ingest.ts';

// The process that is killed: says when it is ready, and on being told takes files in and publishes.
const [warehouse = '', inbox = ''] = process.argv.slice(2);
process.send?.('ready');
await once(process, 'message');
await takeIn([inbox], { warehouse }, () => undefined);
await buildWarehouse({ warehouse, json: true });
process.disconnect();
