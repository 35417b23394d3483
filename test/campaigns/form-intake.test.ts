import { expect, test } from 'vitest';
import { formFields } from '../../pipeline/contracts/forms/safety-month-table.ts';
import { safetyMonthWorkbook } from '../../pipeline/contracts/forms/safety-month-workbook.ts';
import { Intake } from '../intake/intake.ts';

const REGISTER = [
  'unit_code,unit_name,kind,area,parent_code',
  'S001,青禾中心小学,primary,东片区,',
  'S002,青禾村小学,primary,东片区,S001',
].join('\n');

const figures = (more: Readonly<Record<string, string>> = {}) =>
  new Map<string, string | number | boolean>([
    ...formFields.map(({ name, kind }, index): [string, string | number | boolean] => [
      name,
      kind === 'number' ? index : kind === 'text' ? '班会' : true,
    ]),
    ...Object.entries(more),
  ]);

const form = (unitsCovered: number, values = figures()) =>
  safetyMonthWorkbook('zh', { unit: '青禾中心小学', unitsCovered, day: '2025-06-25', values });

async function intakeWithUnits(): Promise<Intake> {
  const intake = await Intake.open();
  await intake.give('单位名册.csv', REGISTER);
  return intake;
}

test('the form becomes one row: unit, month and all 37 fields', async () => {
  const intake = await intakeWithUnits();
  expect(await intake.give('统计表.xlsx', await form(2))).toMatchObject({ status: 'loaded' });
  const [row] = await intake.rows('select * from intake.safety_month_return');
  expect(row).toMatchObject({
    unit_code: 'S001',
    report_month: '2025-06-01',
    units_covered: 2,
    launch_form: '班会',
    study_times: 2,
    in_yearly_plan: true,
  });
  for (const { name } of formFields) expect(row?.[name]).not.toBeNull();
});

test('words in a number blank, and a parent of more members than it has, are held back and named', async () => {
  const intake = await intakeWithUnits();
  await intake.give('一.xlsx', await form(2, figures({ launch_events: '若干' })));
  await intake.give('二.xlsx', await form(3));
  expect(await intake.value('select count(*)::int from intake.safety_month_return')).toBe(0);
  const found = await intake.rows(
    'select column_name, value, reason_code from intake.quarantine order by column_name',
  );
  expect(found).toEqual([
    { column_name: 'launch_events', value: '若干', reason_code: 'not_a_number' },
    { column_name: 'units_covered', value: '3', reason_code: 'more_units_than_members' },
  ]);
});
