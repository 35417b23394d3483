import { expect, test } from 'vitest';
import { codeLists, contractOf } from '../../pipeline/contracts/index.ts';
import { isoMonth, monthOf } from '../../data/simulator/calendar.ts';
import { District } from '../../data/simulator/deliveries.ts';
import type { Delivery } from '../../data/simulator/delivery.ts';
import { customs, dishonestHabits } from '../../data/simulator/habits.ts';
import { hazardRate } from '../../data/simulator/risks.ts';
import type { Row } from '../../data/simulator/row.ts';

const options = { units: 320, months: 36, seed: '2', end: monthOf(2026, 10), flawed: true };
const district = new District(options);
const deliveries = [...district.deliveries()];
const truth = district.finish(0);

const rowsOf = (dataset: string, from: readonly Delivery[] = deliveries): Row[] =>
  from.flatMap(({ tables }) =>
    tables.filter((table) => table.dataset === dataset).flatMap(({ rows }) => rows),
  );

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const goodness = (code: unknown): number => {
  const unit = truth.units.find(({ unit_code }) => unit_code === code);
  return mean((unit?.traits.quality ?? []).filter((value) => value !== null));
};

test('has as many units as asked for, of every kind of the code list', () => {
  expect(district.units).toHaveLength(320);
  expect(new Set(district.units.map(({ kind }) => kind))).toEqual(
    new Set(codeLists.unit_kind.codes.map(({ code }) => code)),
  );
  expect(new Set(district.units.map(({ code }) => code)).size).toBe(320);
  expect(new Set(district.units.map(({ name }) => name)).size).toBe(320);
});

test('units form a tree of one level: campuses under head schools, members under central schools', () => {
  const children = district.units.filter(({ parent }) => parent);
  for (const { parent, kind, area } of children) {
    expect(parent?.parent).toBeUndefined();
    expect(parent?.area).toBe(area);
    if (kind !== 'campus') expect(parent?.name).toBe(`${area}中心小学`);
  }
  for (const unit of district.units.filter(({ kind }) => kind === 'campus'))
    expect(unit.name.startsWith(unit.parent?.name ?? '?')).toBe(true);
  expect(children.some(({ kind }) => kind === 'kindergarten')).toBe(true);
});

test('every area has one lead unit', () => {
  const leads = district.units
    .filter(({ register }) => register['area_lead'])
    .map(({ area }) => area);
  expect(leads.sort()).toEqual(district.geography.areas.map(({ name }) => name).sort());
});

test('rows name units of the register only, except the spoilt ones', () => {
  const codes = new Set(district.units.map(({ code }) => code));
  for (const { tables } of deliveries) {
    for (const { dataset, rows, mistakes } of tables) {
      if (!contractOf(dataset)?.columns.some(({ name }) => name === 'unit_code')) continue;
      for (const row of rows) {
        const known = codes.has(String(row['unit_code']));
        expect(known).toBe(mistakes.get(row)?.reason !== 'unit_unknown');
      }
    }
  }
});

test('every finding belongs to an inspection of the same unit', () => {
  const inspections = new Map(rowsOf('inspection').map((row) => [row['inspection_number'], row]));
  for (const finding of rowsOf('finding'))
    expect(inspections.get(finding['inspection_number'] ?? null)?.['unit_code']).toBe(
      finding['unit_code'],
    );
});

test('about three rows in a thousand are spoilt, but for those who date their closings back', () => {
  const backDating = new Set(
    truth.units.filter(({ habit }) => habit === 'back_dater').map(({ unit_code }) => unit_code),
  );
  // Registers, inspectors' sheets and the returns of campaigns are written without a mistake.
  const all = deliveries.flatMap(({ tables }) => tables);
  const spoilt = new Set(
    all.filter(({ mistakes }) => mistakes.size > 0).map(({ dataset }) => dataset),
  );
  const written = all
    .filter(({ dataset }) => spoilt.has(dataset))
    .flatMap(({ rows, mistakes }) =>
      rows.map((row) => ({
        mistake: mistakes.get(row),
        backDates: backDating.has(String(row['unit_code'])),
      })),
    );
  const share = (rows: typeof written): number =>
    rows.filter(({ mistake }) => mistake).length / rows.length;
  const honest = share(written.filter(({ backDates }) => !backDates));
  expect(honest).toBeGreaterThan(0.001);
  expect(honest).toBeLessThan(0.005);
  expect(share(written.filter(({ backDates }) => backDates))).toBeGreaterThan(10 * honest);
});

test('every habit and every honest custom is planted, a habit at about a fifth of the units', () => {
  expect(new Set(truth.units.map(({ habit }) => habit))).toEqual(
    new Set(['plain', ...dishonestHabits]),
  );
  expect(new Set(truth.units.map(({ custom }) => custom))).toEqual(new Set(['none', ...customs]));
  const planted = truth.units.filter(({ habit }) => habit !== 'plain');
  expect(planted.length / truth.units.length).toBeGreaterThan(0.12);
  expect(planted.length / truth.units.length).toBeLessThan(0.3);
  expect(planted.filter(({ custom }) => custom !== 'none')).toEqual([]);
});

/** Histories of hazards: their good rows in the order in which they came, corrections left out. */
function histories(): Map<string, Row[]> {
  const listed = new Map<string, Row[]>();
  for (const { hand, tables } of deliveries) {
    if (hand.fileName.includes('更正')) continue;
    for (const { dataset, rows, mistakes } of tables) {
      if (dataset !== 'hazard') continue;
      for (const row of rows.filter((one) => !mistakes.has(one))) {
        const key = `${row['unit_code']}/${row['hazard_number']}`;
        listed.set(key, [...(listed.get(key) ?? []), row]);
      }
    }
  }
  return listed;
}

const reopened = new Set(
  truth.reopened.map(({ unit_code, hazard_number }) => `${unit_code}/${hazard_number}`),
);

test('a hazard is listed every month until it is struck off, and not after', () => {
  const lasting = [...histories()].filter(([key]) => !reopened.has(key)).map(([, rows]) => rows);
  for (const rows of lasting)
    expect(rows.slice(0, -1).map(({ status }) => status)).not.toContain('struck_off');
  const carried = lasting.filter((rows) => rows.length > 1).length;
  expect(carried / lasting.length).toBeGreaterThan(0.1);
});

test('a few closings do not last, and the truth names each', () => {
  expect(reopened.size).toBeGreaterThan(20);
  expect(reopened.size / histories().size).toBeLessThan(0.03);
  const listed = histories();
  for (const { unit_code, hazard_number, month } of truth.reopened) {
    const rows = listed.get(`${unit_code}/${hazard_number}`) ?? [];
    const at = rows.findIndex((row) => isoMonth(Number(row['report_month'])) === month);
    // The row itself may have been spoilt.
    if (at < 1) continue;
    expect(rows[at]?.['status']).not.toBe('struck_off');
    expect(rows[at - 1]?.['status']).toBe('struck_off');
  }
});

test('one unit closes, one is renamed, one moves, and one goes into another that carries its ledger on', () => {
  const changes = rowsOf('unit_change');
  expect(changes).toEqual(truth.changes);
  const of = (type: string) => changes.filter(({ change_type }) => change_type === type);
  expect(['close', 'rename', 'move', 'merge'].map((type) => of(type).length)).toEqual([1, 1, 1, 1]);
  const [merger] = of('merge');
  const gone = truth.units.find(({ unit_code }) => unit_code === merger?.['unit_code']);
  const into = String(merger?.['successor_codes']);
  expect(gone?.returns).toMatch(/^[olm]+-+$/);
  expect(into).not.toBe(gone?.unit_code);
  const ledger = (code: unknown) => rowsOf('hazard').filter((row) => row['unit_code'] === code);
  const open = ledger(gone?.unit_code).filter((row) => row['severity'] === 'major');
  expect(open.at(-1)?.['status']).not.toBe('struck_off');
  const carried = ledger(into).filter(
    ({ found_date, description }) =>
      found_date === open.at(-1)?.['found_date'] && description === open.at(-1)?.['description'],
  );
  expect(carried.length).toBeGreaterThan(0);
  const [renamed] = of('rename');
  const unit = district.units.find(({ code }) => code === renamed?.['unit_code']);
  expect(unit?.name).toBe(renamed?.['new_name']);
  expect(unit?.name).not.toBe(renamed?.['unit_name']);
});

test('major hazards are rare', () => {
  const hazards = rowsOf('hazard').filter(({ severity }) => severity === 'major');
  const numbers = new Set(hazards.map((row) => `${row['unit_code']}/${row['hazard_number']}`));
  const all = new Set(rowsOf('hazard').map((row) => `${row['unit_code']}/${row['hazard_number']}`));
  expect(numbers.size / all.size).toBeGreaterThan(0.004);
  expect(numbers.size / all.size).toBeLessThan(0.025);
});

test('returns come in by the 28th, but for the late and the missing', () => {
  const arrivals = truth.units.map(({ returns }) => returns).join('');
  const share = (letter: string): number =>
    [...arrivals].filter((one) => one === letter).length / arrivals.length;
  expect(share('o')).toBeGreaterThan(0.85);
  expect(share('l')).toBeGreaterThan(0.01);
  expect(share('m')).toBeGreaterThan(0.003);
});

test('deliveries come in the order in which they are received', () => {
  const times = deliveries.map(({ received }) => received);
  expect(times).toEqual([...times].sort((one, other) => one - other));
});

test('holidays bring fewer hazards and no drills', () => {
  const [unit] = district.units;
  if (!unit) throw new Error('no unit');
  expect(hazardRate(unit, monthOf(2025, 7))).toBeLessThan(hazardRate(unit, monthOf(2025, 6)) / 2);
  const held = rowsOf('drill').map(({ report_month }) => Number(report_month) % 12);
  expect(new Set(held)).toEqual(new Set([0, 2, 3, 4, 5, 8, 9, 10, 11]));
});

test('inspectors find more where quality is poor, and strict teams find more', () => {
  const findings = new Map<unknown, number>();
  const seen = new Set<string>();
  for (const row of rowsOf('finding')) {
    const key = `${row['inspection_number']}/${row['finding_number']}`;
    if (!seen.has(key))
      findings.set(row['inspection_number'], (findings.get(row['inspection_number']) ?? 0) + 1);
    seen.add(key);
  }
  const found = (rows: readonly Row[]): number =>
    mean(rows.map(({ inspection_number }) => findings.get(inspection_number) ?? 0));
  const inspections = rowsOf('inspection');
  const good = inspections.filter(({ unit_code }) => goodness(unit_code) > 0.85);
  const poor = inspections.filter(({ unit_code }) => goodness(unit_code) < 0.55);
  expect(found(poor)).toBeGreaterThan(2 * found(good));
  const teams = Object.entries(truth.strictness).sort((one, other) => one[1] - other[1]);
  const byTeam = ([name]: [string, number]): number =>
    found(inspections.filter(({ team }) => team === name));
  expect(byTeam(teams.at(-1) ?? ['', 0])).toBeGreaterThan(byTeam(teams[0] ?? ['', 0]));
});

test('accidents, proven false returns and corrections are rare but there', () => {
  const accidents = new Set(rowsOf('accident').map((row) => row['accident_number']));
  expect(accidents.size).toBeGreaterThan(3);
  expect(accidents.size).toBeLessThan(60);
  const falseReturns = new Set(
    rowsOf('finding').flatMap((row) =>
      row['false_return'] === true ? [row['inspection_number']] : [],
    ),
  );
  expect(falseReturns.size).toBeGreaterThan(0);
  expect(falseReturns.size).toBeLessThan(30);
  expect(deliveries.some(({ hand }) => hand.fileName.includes('更正'))).toBe(true);
});

test('a correction replaces the return of its unit and month after it was first received', () => {
  const first = new Map<string, number>();
  for (const { received, hand, tables } of deliveries) {
    for (const row of tables.find(({ dataset }) => dataset === 'hazard_return')?.rows ?? []) {
      const key = `${row['unit_code']}/${row['report_month']}`;
      const before = first.get(key);
      expect(before !== undefined).toBe(hand.fileName.includes('更正'));
      first.set(key, received);
    }
  }
});
