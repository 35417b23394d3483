import { tableFromIPC } from 'apache-arrow';

/**
 * Codes of the units of a served district, as its pages list them: a page of a unit that there is not would
 * be answered in no time.
 * @throws Error where it has none
 */
export async function unitCodes(url: string): Promise<string[]> {
  const response = await fetch(`${url}/api/query/unit`);
  const table = tableFromIPC(new Uint8Array(await response.arrayBuffer()));
  const codes = [...(table.getChild('unit_code') ?? [])].map(String);
  if (codes.length === 0) throw new Error('the served district has no units');
  return codes;
}
