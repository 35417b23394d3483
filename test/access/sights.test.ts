import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { HeldSights } from '../../pipeline/access/held-sights.ts';
import { parseScope, ScopedFiles, wholeSight, type Sight } from '../../pipeline/access/index.ts';
import { relationsOf } from '../../pipeline/access/sight-views.ts';
import { tableRules } from '../../pipeline/access/table-rules.ts';
import { openEngine } from '../../pipeline/warehouse/index.ts';
import { openedDistrict } from './opened-district.ts';
import { CANARY, NUMBER } from './planted-district.ts';
import { holding, rowsOf, seenBy } from './seen-by.ts';

const { snapshot, folder, instance, connection, source, units, close } = await openedDistrict();
afterAll(close);

const masked: Sight = { personal: false, bureau: true, scope: { kind: 'district' } };
const clerk = (scope: string): Sight => ({
  personal: false,
  bureau: false,
  scope: parseScope(scope),
});

test('every relation of a snapshot has a rule, and every rule a relation', async () => {
  const relations = await relationsOf(connection, source);
  expect([...relations.keys()].filter((relation) => !tableRules.has(relation))).toEqual([]);
  expect([...tableRules.keys()].filter((relation) => !relations.has(relation))).toEqual([]);
  expect(relations.size).toBeGreaterThan(150);
});

test('every rule that looks at a column finds it', async () => {
  const relations = await relationsOf(connection, source);
  for (const [relation, rule] of tableRules) {
    const names = relations.get(relation)?.map(({ name }) => name);
    const wanted = [
      ...(rule.rows === 'unit' ? [rule.column ?? 'unit_code'] : []),
      ...(rule.rows === 'unit_or_file' ? ['unit_code', 'file_id'] : []),
      ...(rule.rows === 'file' ? ['file_id'] : []),
      ...Object.values(rule.references ?? {}).flatMap((each) =>
        typeof each === 'object' ? [each.nameOf] : [],
      ),
    ];
    for (const name of wanted) expect(names, relation).toContain(name);
  }
});

describe('personal data', () => {
  test('is planted in every personal column, and goes wherever models take it', async () => {
    const found = await holding(connection, [CANARY]);
    expect(found.length).toBeGreaterThan(25);
    const marked = await rowsOf(
      connection,
      `select schema_name || '.' || relation_name || '.' || field_name from dictionary.field where personal`,
    );
    const personal = new Set(marked.map(([path]) => path));
    const quoting = /\.(quarantine|warning)\.(value|reason_zh|reason_en):/;
    // Whatever holds a name is marked as personal in the dictionary, or quotes one.
    expect(
      found.filter((each) => !personal.has(each.split(':')[0]) && !quoting.test(each)),
    ).toEqual([]);
  });

  test('shows in no text of any relation through a masked sight', async () => {
    expect(await seenBy(instance, masked, (on) => holding(on, [CANARY]))).toEqual([]);
    expect(
      await seenBy(instance, masked, (on) =>
        rowsOf(on, "select count(*) from facts.unit where contact = '***'"),
      ),
    ).toEqual(
      await rowsOf(connection, 'select count(*) from facts.unit where contact is not null'),
    );
  });

  test('is in no byte of the file that masked readers query', async () => {
    const files = new ScopedFiles(folder, () => openEngine(':memory:', { threads: 1 }));
    const path = await files.fileFor(snapshot, masked);
    const copy = await openEngine(path, { readOnly: true });
    const on = await copy.connect();
    expect(await holding(on, [CANARY])).toEqual([]);
    on.closeSync();
    copy.closeSync();
  });
});

describe('a telephone number in what people wrote', () => {
  test('goes wherever models take it, and shows in no text of any relation through a masked sight', async () => {
    expect((await holding(connection, [NUMBER])).length).toBeGreaterThan(30);
    for (const sight of [masked, clerk(`parent:${units.parent}`)])
      expect(await seenBy(instance, sight, (on) => holding(on, [NUMBER]))).toEqual([]);
  });

  test('leaves the words around it as they were', async () => {
    const [[words] = []] = await seenBy(instance, masked, (on) =>
      rowsOf(on, 'select description from facts.hazard order by all limit 1'),
    );
    expect(words).toMatch(/.，请联系\*\*\*$/);
  });

  test('is in no byte of the file that masked readers query', async () => {
    const files = new ScopedFiles(folder, () => openEngine(':memory:', { threads: 1 }));
    const path = await files.fileFor(snapshot, masked);
    const copy = await openEngine(path, { readOnly: true });
    const on = await copy.connect();
    expect(await holding(on, [NUMBER])).toEqual([]);
    on.closeSync();
    copy.closeSync();
  });
});

describe('rows', () => {
  const scopes = () => [
    clerk(`unit:${units.member}`),
    clerk(`unit:${units.parent}`),
    clerk(`parent:${units.parent}`),
    { personal: true, bureau: true, scope: parseScope(`area:${units.area}`) },
  ];

  test('of other units, their codes and names, show in no text of any relation', async () => {
    const all = await rowsOf(connection, 'select unit_code, unit_name from facts.unit');
    const named = await rowsOf(
      connection,
      'select distinct unit_code, unit_name from facts.unit_version',
    );
    for (const sight of scopes()) {
      await seenBy(instance, sight, async (on) => {
        const own = new Set((await rowsOf(on, 'select unit_code from main.scope_unit')).flat());
        expect(own.size).toBeGreaterThan(0);
        expect(own.size).toBeLessThan(all.length);
        const ownNames = [...all, ...named]
          .filter(([code = '']) => own.has(code))
          .map(([, name = '']) => name);
        const others = [...all, ...named]
          .filter(([code = '']) => !own.has(code))
          .flat()
          // A campus is called after its school: its name holds the other's.
          .filter((word) => word !== '' && !ownNames.some((name) => name.includes(word)));
        expect(others.length).toBeGreaterThan(5);
        expect(await holding(on, [...new Set(others)])).toEqual([]);
      });
    }
  });

  test('of a parent are those of all below it; of a unit, its own', async () => {
    const unitsSeen = (sight: Sight) =>
      seenBy(instance, sight, async (on) =>
        (await rowsOf(on, 'select unit_code from facts.unit')).flat(),
      );
    expect(await unitsSeen(clerk(`unit:${units.parent}`))).not.toContain(units.member);
    expect(await unitsSeen(clerk(`parent:${units.parent}`))).toContain(units.member);
    expect(await unitsSeen(clerk('unit:none'))).toEqual([]);
    const area = await unitsSeen({ ...masked, scope: parseScope(`area:${units.area}`) });
    const open = await rowsOf(
      connection,
      `select unit_code from facts.unit where area = '${units.area}'`,
    );
    expect(area).toEqual(expect.arrayContaining(open.flat()));
  });

  test('are all there for whose they are: the same hazards, months and obligations as the snapshot has', async () => {
    const own = `unit_code = '${units.member}'`;
    for (const relation of [
      'facts.hazard',
      'marts.unit_month',
      'facts.obligation',
      'staging.drill',
    ])
      expect(
        await seenBy(instance, clerk(`unit:${units.member}`), (on) =>
          rowsOf(on, `select count(*) from ${relation}`),
        ),
        relation,
      ).toEqual(await rowsOf(connection, `select count(*) from ${relation} where ${own}`));
  });

  test('that are added up are added up anew', async () => {
    const [[debtors] = []] = await seenBy(instance, clerk(`unit:${units.member}`), (on) =>
      rowsOf(on, 'select sum(debtors) from marts.campaign_progress'),
    );
    expect(debtors).toBe(
      (
        await rowsOf(
          connection,
          `select count(*) from facts.obligation where unit_code = '${units.member}'`,
        )
      )[0]?.[0],
    );
    const everything = await seenBy(instance, masked, (on) =>
      rowsOf(on, 'select sum(debtors) from marts.campaign_progress'),
    );
    expect(everything).toEqual(
      await rowsOf(connection, 'select sum(debtors) from marts.campaign_progress'),
    );
  });

  test('of what is planned for a unit and suspected of it are not the unit’s to see', async () => {
    for (const relation of [
      'marts.plan_visit',
      'planning.visit',
      'marts.verification',
      'signals.trial',
    ]) {
      const count = (sight: Sight) =>
        seenBy(instance, sight, async (on) =>
          Number((await rowsOf(on, `select count(*) from ${relation}`))[0]?.[0]),
        );
      expect(await count(clerk(`parent:${units.parent}`)), relation).toBe(0);
      expect(await count(masked), relation).toBe(
        Number((await rowsOf(connection, `select count(*) from ${relation}`))[0]?.[0]),
      );
    }
    expect(await rowsOf(connection, 'select count(*) > 0 from planning.visit')).toEqual([['true']]);
  });

  test('of files are those that hold nothing of other units', async () => {
    await seenBy(instance, clerk(`parent:${units.parent}`), async (on) => {
      const own = new Set((await rowsOf(on, 'select unit_code from main.scope_unit')).flat());
      const files = (await rowsOf(on, 'select file_id from intake.file')).flat();
      for (const dataset of ['hazard', 'drill', 'hazard_return', 'activity', 'inspection'])
        for (const [file = '', unit = ''] of await rowsOf(
          connection,
          `select distinct file_id, unit_code from intake.${dataset}`,
        ))
          if (files.includes(file)) expect(own).toContain(unit);
    });
  });
});

test('who may see everything reads the snapshot itself', async () => {
  expect(await new HeldSights(instance).take(wholeSight)).toBeUndefined();
  const files = new ScopedFiles(folder, () => Promise.reject(new Error('not needed')));
  expect(await files.fileFor(snapshot, wholeSight)).toBe(snapshot.path);
});

test('a copy is made once for all who ask at once, keeps the comments, and goes with its snapshot', async () => {
  let opened = 0;
  const files = new ScopedFiles(folder, () => {
    opened += 1;
    return openEngine(':memory:', { threads: 1 });
  });
  writeFileSync(join(folder, '20200101T000000-00000000-0123456789abcdef.duckdb'), 'old');
  writeFileSync(
    join(folder, '20200101T000000-00000000-0123456789abcdef.duckdb.999999.building'),
    '',
  );
  const sight = clerk(`unit:${units.member}`);
  const paths = await Promise.all([1, 2, 3].map(() => files.fileFor(snapshot, sight)));
  expect([new Set(paths).size, opened]).toEqual([1, 1]);
  expect(await files.fileFor(snapshot, sight)).toBe(paths[0]);
  expect(opened).toBe(1);
  expect(readdirSync(folder).filter((name) => /^2020|building|wal/.test(name))).toEqual([]);
  const copy = await openEngine(paths[0] ?? '', { readOnly: true });
  const on = await copy.connect();
  const uncommented = await rowsOf(
    on,
    `select table_name from duckdb_tables() where comment is null
     union all select column_name from duckdb_columns() where not internal and comment is null`,
  );
  expect(uncommented).toEqual([]);
  expect((await rowsOf(on, 'select unit_code from facts.unit')).flat()).toEqual([units.member]);
  on.closeSync();
  copy.closeSync();
  expect(existsSync(paths[0] ?? '')).toBe(true);
});

test('a copy that could not be finished leaves nothing behind, and is made at the next try', async () => {
  let fail = true;
  const own = join(folder, 'own');
  const files = new ScopedFiles(own, async () => {
    if (fail) throw new Error('no memory');
    return openEngine(':memory:', { threads: 1 });
  });
  const sight = clerk(`unit:${units.parent}`);
  await expect(files.fileFor(snapshot, sight)).rejects.toThrow('no memory');
  expect(readdirSync(own)).toEqual([]);
  fail = false;
  expect(existsSync(await files.fileFor(snapshot, sight))).toBe(true);
});
