import { join } from 'node:path';
import { Accounts } from '../../pipeline/access/accounts.ts';

const CHEAP = { n: 1024, r: 8, p: 1 };
const PASSWORD = 'seven purple lanterns';

/** A process that adds eight accounts, one after another. */
const [folder = '', number = ''] = process.argv.slice(2);
const accounts = new Accounts(join(folder, 'accounts.json'), CHEAP);
for (let each = 0; each < 8; each++)
  await accounts.add(
    { name: `c${number}-${each}`, role: 'clerk', scope: { kind: 'unit', unitCode: 'U1' } },
    PASSWORD,
  );
