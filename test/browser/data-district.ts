import { tableFromJSON, type Table } from 'apache-arrow';

type Row = Readonly<Record<string, unknown>>;

const label = (zh: string, en: string) => ({ label_zh: zh, label_en: en });

const file = (file_id: string, file_name: string, status: string, change: Row = {}): Row => ({
  ...{ file_id, file_name, status, file_kind: 'xlsx', encoding: '', size_bytes: 2048 },
  ...{ sender: 'North', received_at: '2026-10-27T09:00:00', loaded_at: '2026-10-27T09:00:01' },
  ...{ mapping: '', rows_in: 10, rows_accepted: 10, rows_quarantined: 0, rows_skipped: 3 },
  ...{ rows_superseded: 0, error_code: '', error_zh: '', error_en: '' },
  ...{ archive: null, rows_open: 0, rows_warned: 0, replaces: null, replaced_by: null },
  ...change,
});

const fault = (row_number: number, column_name: string, reason_code: string, value: string) => ({
  ...{ file_id: 'f2', file_name: 'second.xlsx', sender: 'North', sheet: 'S', dataset: 'hazard' },
  ...{ row_number, column_name, header: `header of ${column_name}`, cell: `D${row_number}` },
  ...{ value, reason_code, reason_zh: '错', reason_en: `"${value}" is wrong`, unit_code: 'A1' },
  ...{ report_month: '2026-10-01', received_at: '2026-10-27T09:00:00', resolved_by: null },
});

const ret = (unit_code: string, month: string, status: string, received: string | null) => ({
  ...{ unit_code, dataset: 'hazard_return', month: `${month}-01`, due_date: `${month}-28` },
  ...{ status, received_at: received },
});

const relation = (name: string, rows: number) => ({
  ...{ schema_name: name.split('.')[0], relation_name: name.split('.')[1], kind: 'table', rows },
  ...{ grain_zh: '一行', grain_en: `One row per thing of ${name}` },
});

const field = (relationName: string, field_name: string, en: string, personal = false) => ({
  ...{ schema_name: relationName.split('.')[0], relation_name: relationName.split('.')[1] },
  ...{ ordinal: 1, field_name, data_type: 'VARCHAR', ...label('列', en), personal },
});

const arrow = (from: string, to: string) => ({
  ...{ from_schema: from.split('.')[0], from_relation: from.split('.')[1] },
  ...{ to_schema: to.split('.')[0], to_relation: to.split('.')[1] },
});

const rowsOf: Readonly<Record<string, readonly Row[]>> = {
  code: [{ list: 'unit_kind', code: 'primary', ...label('小学', 'Primary') }],
  unit: [
    { unit_code: 'A1', unit_name: 'Alder School', kind: 'primary', area: 'North' },
    { unit_code: 'B2', unit_name: 'Birch School', kind: 'primary', area: 'South' },
  ],
  file: [
    file('f1', 'first.xlsx', 'loaded'),
    file('f2', 'second.xlsx', 'partly', {
      ...{ rows_accepted: 7, rows_quarantined: 3, rows_open: 3, archive: 'North.zip' },
    }),
    file('f3', 'third.xlsx', 'rejected', {
      rows_accepted: 0,
      rows_in: 0,
      error_en: 'It is a picture',
      error_zh: '图',
    }),
  ],
  file_table: [
    {
      ...{
        file_id: 'f2',
        sheet: 'S',
        dataset: 'hazard',
        header_row: 3,
        first_row: 4,
        last_row: 13,
      },
      ...{ report_month: '2026-10-01', confidence: 0.92 },
      columns: JSON.stringify([
        { header: 'when found', column: 'found_date', how: 'synonym' },
        {
          header: 'by when',
          column: 'deadline',
          how: 'similar',
          certainty: 0.71,
          evidence: { cells: 10, fitting: 9 },
        },
        { header: 'colour', column: null, how: null },
      ]),
    },
  ],
  quarantine: [
    fault(5, 'found_date', 'not_a_date', 'soon'),
    fault(6, 'found_date', 'not_a_date', 'later'),
    fault(7, 'severity', 'unknown_code', 'huge'),
  ],
  quarantine_reason: [{ faults: 2 }, { faults: 1 }],
  quarantine_file: [
    {
      ...{ file_id: 'f2', file_name: 'second.xlsx', archive: null, sender: 'North', rows_open: 3 },
      ...{ faults: 3, rows_in: 10, received_at: '2026-10-27T09:00:00' },
    },
  ],
  warning: [fault(8, 'found_date', 'weekend', 'Sunday')],
  return: [
    ret('A1', '2026-08', 'on_time', '2026-08-20T08:00:00'),
    ret('A1', '2026-09', 'missing', null),
    ret('A1', '2026-10', 'late', '2026-11-02T08:00:00'),
    ret('B2', '2026-10', 'on_time', '2026-10-20T08:00:00'),
  ],
  dataset: [
    {
      ...{ ordinal: 1, dataset: 'hazard', ...label('隐患台账', 'Hazard ledger') },
      ...{ grain_zh: '一行', grain_en: 'One row per hazard', columns: 23, required_columns: 8 },
    },
  ],
  relation: [
    relation('intake.hazard', 10),
    relation('staging.hazard', 10),
    relation('facts.hazard', 9),
    relation('policy.indicator', 14),
    relation('marts.unit_month', 6),
    relation('marts.alone', 0),
  ],
  field: [
    field('intake.hazard', 'found_date', 'Found on'),
    field('facts.hazard', 'finder', 'Found by', true),
    field('marts.unit_month', 'score', 'Score'),
  ],
  lineage: [
    arrow('intake.hazard', 'staging.hazard'),
    arrow('staging.hazard', 'facts.hazard'),
    arrow('facts.hazard', 'marts.unit_month'),
    arrow('policy.indicator', 'marts.unit_month'),
  ],
  test: [
    {
      ...{ schema_name: 'facts', relation_name: 'hazard', test_name: 'unique(unit_code)' },
      ...{ passed: true, rows_failed: 0 },
    },
  ],
};

/** A small invented district as the data page is told of it. */
export const dataDistrict: Readonly<Record<string, Table>> = Object.fromEntries(
  Object.entries(rowsOf).map(([name, rows]) => [
    name,
    tableFromJSON(rows as Record<string, unknown>[]),
  ]),
);

/** The same after all rows of `second.xlsx` that were held back have been mended. */
export const mendedDistrict: Record<string, Table> = {
  ...dataDistrict,
  file: tableFromJSON((rowsOf['file'] ?? []).map((row) => ({ ...row, rows_open: 0 }))),
};
