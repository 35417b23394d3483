import { tableFromJSON, Utf8, vectorFromArray, Table } from 'apache-arrow';

const label = (text: string) => ({ label_zh: `${text}（中）`, label_en: text });
const counts = (owed: number, done: number, late: number, due = owed) => ({
  ...{ owed, done, late, due_so_far: due, excused: 0 },
});
const unit = (unit_code: string, unit_name: string) => ({
  ...{ unit_code, unit_name, body: '', area: 'North', kind: 'primary' },
});
const obligation = (name: string, due_date: string, state: string) => ({
  ...{ campaign: 'spring-2026', item: '1', obligation: `spring-2026/${name}`, ...label(name) },
  ...{ evidence: 'activity/training', body: null, due_date, times: 2, amount: 1, state },
  ...{ done_on: state === 'done' ? due_date : null, done_known_at: null },
});

const rowsOf: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>> = {
  code: [
    { list: 'unit_kind', code: 'primary', ...label('Primary') },
    { list: 'body', code: 'safety_office', ...label('Safety office') },
  ],
  unit: [unit('A1', 'Alder School')],
  area: [{ area: 'North' }],
  campaign: [
    {
      ...{ campaign: 'spring-2026', definition: 'spring', from_date: '2026-03-01' },
      ...{ to_date: '2026-12-31', document: 'ours', source_rule: 'C1', ...label('Spring action') },
      ...counts(100, 60, 12, 80),
    },
    {
      ...{ campaign: 'old-2025', definition: 'old', from_date: '2025-03-01' },
      ...{ to_date: '2025-12-31', document: 'ours', source_rule: 'C2', ...label('Old action') },
      ...counts(10, 10, 0),
    },
  ],
  campaign_task: [
    { task: 1, work_area: 'fire', ...label('Fire') },
    { task: 2, work_area: 'food', ...label('Food') },
  ],
  campaign_phase: [
    {
      ...{ phase: 'first', ordinal: 1, from_date: '2026-03-01', to_date: '2026-06-30' },
      ...label('First phase'),
    },
  ],
  campaign_part: [
    { part: '1', ...counts(60, 40, 2, 50) },
    { part: '2', ...counts(40, 20, 10, 30) },
  ],
  campaign_item: [
    {
      ...{ item: '1', ordinal: 1, item_number: 1, phase: 'first', item_type: 'meeting', task: 1 },
      ...{ from_date: '2026-03-01', to_date: '2026-04-30', ...label('Drill plan') },
      ...{ points_to: '', obligations: 1, is_measurable: true },
      ...{ not_measurable_zh: '', not_measurable_en: '', ...counts(60, 40, 2, 50) },
    },
    {
      ...{ item: '2', ordinal: 2, item_number: 2, phase: 'first', item_type: 'other', task: 2 },
      ...{ from_date: '2026-05-01', to_date: '2026-06-30', ...label('As needed') },
      ...{ points_to: '', obligations: 0, is_measurable: false },
      ...{ not_measurable_zh: '没有次数', not_measurable_en: 'no number is named' },
      ...counts(0, 0, 0),
    },
  ],
  campaign_day: [
    { day: '2026-04-10', due: 40, done: 30 },
    { day: '2026-09-10', due: 40, done: 30 },
    { day: '2026-12-10', due: 20, done: 0 },
  ],
  campaign_due: [
    { due_date: '2026-04-10', ...counts(40, 38, 2) },
    { due_date: '2026-09-10', ...counts(40, 30, 10) },
    { due_date: '2026-11-20', ...counts(20, 0, 0, 0) },
  ],
  campaign_hazard_day: [
    { day: '2026-04-26', found: 5, struck_off: 0 },
    { day: '2026-09-26', found: 2, struck_off: 4 },
  ],
  campaign_late_unit: [
    { ...unit('A1', 'Alder School'), late: 9, oldest: '2026-04-10' },
    { ...unit('B2', 'Birch School'), late: 3, oldest: '2026-09-10' },
    { ...unit('B2', 'Birch School'), body: 'bureau', late: 1, oldest: '2026-09-10' },
  ],
  // More than the list above: the server cuts that off.
  campaign_late_count: [{ units: 302 }],
  campaign_debtor: [
    { ...unit('A1', 'Alder School'), owed: 20, done: 9, late: 9 },
    { ...unit('B2', 'Birch School'), owed: 20, done: 11, late: 1 },
  ],
  campaign_unit: [
    obligation('Fire training', '2026-09-10', 'late'),
    obligation('Safety plan', '2026-04-10', 'done'),
  ],
  campaign_evidence: [
    {
      ...{ evidence: 'activity/training', topic: '', about_date: '2026-09-02' },
      ...{ done_date: '2026-09-02', amount: 1, known_from: '2026-09-28 10:00:00' },
      ...{ dataset: 'activity', file_id: 'f1', file_name: 'log.xlsx', sheet: 'Log', row_number: 7 },
    },
  ],
  campaign_hazard: [
    {
      ...{ hazard_number: 'H1', found_date: '2026-09-01', description: 'Loose railing' },
      ...{ work_area: 'building', severity: 'general', status: 'rectifying' },
      ...{ measures: 'Weld it', deadline: '2026-09-30', responsible_party: 'Works office' },
      ...{ interim_controls: 'Fenced off', contingency_plan: '', is_open: true },
    },
  ],
  safety_month_total: [
    {
      ...{ month: '2026-06-01', ordinal: 2, field: 'launch_events', field_kind: 'number' },
      ...{ tables: 2, units_covered: 5, total: 14, yes: 0, no: 0 },
    },
  ],
  safety_month_doubt: [
    {
      ...{ field: 'launch_events', ordinal: 2, unit_code: 'A1', unit_name: 'Alder School' },
      ...{ field_number: 3, members: 2, members_number: 9 },
    },
  ],
  field: [
    {
      ...{ schema_name: 'intake', relation_name: 'safety_month_return' },
      ...{ field_name: 'launch_events', ...label('Launch events') },
    },
  ],
};

/** Columns in which '' stands for null: an Arrow column of nulls alone has no type of its own. */
const nulled = (table: Table): Table =>
  new Table(
    Object.fromEntries(
      table.schema.fields.map(({ name }) => {
        const values = [...(table.getChild(name) ?? [])];
        return [
          name,
          values.some((value) => typeof value === 'string' || value === null)
            ? vectorFromArray(
                values.map((value) => (value === '' ? null : (value as string | null))),
                new Utf8(),
              )
            : (table.getChild(name) ?? vectorFromArray(values as number[])),
        ];
      }),
    ),
  );

/** The answers of a district with a campaign that runs and one that has ended, by name of query. */
export const campaignsDistrict: Readonly<Record<string, Table>> = Object.fromEntries(
  Object.entries(rowsOf).map(([name, rows]) => [
    name,
    nulled(tableFromJSON(rows as Record<string, unknown>[])),
  ]),
);
