import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readMapping } from '../../pipeline/intake/index.ts';
import type { Mapping } from '../../pipeline/intake/mapping/mapping.ts';

const content = `mapping: visits
title: { zh: 检查, en: Visits }
headers: [License, Name, Zone, Score]
outputs:
  - dataset: unit
    columns:
      unit_code: License
      unit_name: { column: Name, extract: '^([^#]+)' }
      kind: { column: Name, match: { elem: primary }, otherwise: special }
      area: Zone
`;

/** The mapping with the first place that holds a text changed, as it is read. */
async function changed(from: string, to: string): Promise<Mapping> {
  const folder = mkdtempSync(join(tmpdir(), 'xiaoan-mapping-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'visits.yaml');
  expect(content).toContain(from);
  writeFileSync(file, content.replace(from, to));
  return readMapping(file);
}

test.each([
  ['a key that means nothing', 'extract:', 'extrakt:', 8, /unknown key extrakt/],
  ['a column without a source', '      area: Zone\n', '', 7, /required column area/],
  ['a column that there is not', 'area: Zone', 'zone: Zone', 10, /unit has no column zone/],
  ['a header that is not named', 'area: Zone', 'area: District', 10, /District is not among/],
  ['a code that there is not', 'elem: primary', 'elem: school', 9, /kind has no code school/],
  ['a pattern left open', "'^([^#]+)'", "'^([^#]+'", 8, /\^\(\[\^#\]\+ is no regular expression/],
  ['a pattern that looks ahead', "'^([^#]+)'", "'^(.+)(?=#)'", 8, /is no regular expression/],
  ['the same among several', 'elem: primary', "'(?<!high)elem': primary", 9, /is no regular/],
])('%s is refused at its line', async (_, from, to, row, why) => {
  await expect(changed(from, to)).rejects.toMatchObject({
    code: 'mapping_invalid',
    message: expect.stringMatching(why),
    options: { where: { file: 'visits.yaml', row } },
  });
});

test('a pattern is one of RE2, whatever JavaScript makes of it', async () => {
  const { outputs } = await changed("'^([^#]+)'", "'(?i)^(school [^#]+)'");
  expect(outputs[0]?.columns.get('unit_name')).toMatchObject({ extract: '(?i)^(school [^#]+)' });
});
