import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { read, utils } from '@e965/xlsx';
import { describe, expect, onTestFinished, test } from 'vitest';
import { calendarFile } from '../../pipeline/planning/calendar-file.ts';
import type { PlannedVisit } from '../../pipeline/planning/plan.ts';
import { PlanStore } from '../../pipeline/planning/store.ts';
import { teamWorkbook } from '../../pipeline/planning/team-workbook.ts';
import { givenUnits } from './world.ts';

const units = new Map(givenUnits(6, 2).map((unit) => [unit.code, unit]));
const visit = (unitCode: string, date: string, team: string): PlannedVisit => ({
  unitCode,
  date,
  type: 'full_checkup',
  night: true,
  team,
  inspectors: ['王老师', '李老师'],
  minutes: 150,
  expected: 0.1,
  origin: 'rule',
  locked: false,
});
const visits = [
  visit('U00001', '2026-11-05', '检查一组'),
  visit('U00002', '2026-11-05', '检查二组'),
  visit('U00003', '2026-12-05', '检查一组'),
];

describe('the workbook of a month', () => {
  test('has a sheet a team, with the columns that come back as inspections', async () => {
    const book = read(await teamWorkbook('2026-11-0a0b0c0d', '2026-11', visits, units, 'zh'));
    expect(book.SheetNames.sort()).toEqual(['检查一组', '检查二组'].sort());
    const sheet = book.Sheets['检查一组'];
    if (!sheet) throw new Error('no sheet');
    const rows = utils.sheet_to_json<(string | null)[]>(sheet, { header: 1, defval: null });
    expect(rows[0]?.[0]).toBe('2026年11月 检查一组 检查安排表');
    expect(rows[2]).toContain('检查编号');
    expect(rows).toHaveLength(4);
    const row = rows[3] ?? [];
    expect(row).toContain('JH2026110a0b0c0d-0001');
    expect(row[(rows[2] ?? []).indexOf('检查日期')], 'left to be filled in').toBeNull();
    expect(row).toContain('全面体检');
  });
});

describe('the calendar', () => {
  const file = calendarFile(visits, units, 'zh', '2026-10-25T08:00:00.000Z');

  test('has an event a visit, each line at most 75 bytes, ended as RFC 5545 says', () => {
    expect(file.match(/BEGIN:VEVENT/g)).toHaveLength(3);
    expect(file).toContain('DTSTART;VALUE=DATE:20261105\r\nDTEND;VALUE=DATE:20261106');
    for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(file.endsWith('END:VCALENDAR\r\n')).toBe(true);
  });

  test('escapes what would end a value', () => {
    const [unit] = units.values();
    if (!unit) throw new Error('no unit');
    const odd = new Map([[unit.code, { ...unit, name: 'A,B;C\\D\nE' }]]);
    expect(calendarFile(visits.slice(0, 1), odd, 'zh', '2026-10-25T08:00:00.000Z')).toContain(
      'A\\,B\\;C\\\\D\\nE',
    );
  });
});

describe('the store', () => {
  test('keeps plans under their names only, and knows no other', () => {
    const dir = mkdtempSync(join(tmpdir(), 'xiaoan-plans-'));
    onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
    const store = new PlanStore(dir);
    for (const id of ['../secret', '2026-11-0a0b0c0d', '', 'x'.repeat(64)]) {
      expect(() => store.load(id)).toThrow('There is no plan');
      expect(() => store.draw(id)).toThrow('There is no draw');
    }
    store.saveDraw('a'.repeat(64), '{}');
    expect(store.draws()).toEqual(['a'.repeat(64)]);
    expect(() => store.certificate('a'.repeat(64))).toThrow('does not hold');
    expect(readdirSync(join(dir, 'draws'))).toHaveLength(1);
  });
});
