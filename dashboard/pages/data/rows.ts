import { locale } from '../../i18n/locale.svelte.ts';

/** Rows of the queries that this page asks, as the server names their columns. */
export interface FileRow {
  readonly file_id: string;
  readonly file_name: string;
  readonly archive: string | null;
  readonly file_kind: string;
  readonly encoding: string | null;
  readonly size_bytes: number;
  readonly sender: string | null;
  readonly received_at: string;
  readonly loaded_at: string | null;
  readonly mapping: string | null;
  readonly status: string;
  readonly rows_in: number | null;
  readonly rows_accepted: number | null;
  readonly rows_quarantined: number | null;
  /** Rows in quarantine that nothing has mended since. */
  readonly rows_open: number | null;
  readonly rows_warned: number | null;
  readonly rows_skipped: number | null;
  readonly rows_superseded: number | null;
  /** The file that it corrects. */
  readonly replaces: string | null;
  /** The correction that took its place. */
  readonly replaced_by: string | null;
  readonly error_zh: string | null;
  readonly error_en: string | null;
}

export interface FileTableRow {
  readonly file_id: string;
  readonly sheet: string;
  readonly dataset: string;
  readonly header_row: number;
  readonly first_row: number | null;
  readonly last_row: number | null;
  readonly report_month: string | null;
  readonly confidence: number;
  /** JSON, see {@link readHeaders}. */
  readonly columns: string;
}

export interface QuarantineRow {
  readonly file_id: string;
  readonly file_name: string | null;
  readonly sheet: string;
  readonly row_number: number;
  readonly dataset: string;
  readonly column_name: string;
  readonly header: string | null;
  readonly cell: string | null;
  readonly value: string | null;
  readonly reason_code: string;
  readonly reason_zh: string;
  readonly reason_en: string;
  readonly unit_code: string | null;
  readonly report_month: string | null;
  readonly received_at: string;
  /** The file that has mended it; left out of warnings. */
  readonly resolved_by?: string | null;
}

export interface FaultyFileRow {
  readonly file_id: string;
  readonly file_name: string;
  readonly sender: string | null;
  readonly rows_open: number;
  readonly faults: number;
  readonly received_at: string;
}

export interface ReturnRow {
  readonly unit_code: string;
  readonly dataset: string;
  readonly month: string;
  readonly due_date: string;
  readonly received_at: string | null;
  readonly status: string;
}

export interface UnitRow {
  readonly unit_code: string;
  readonly unit_name: string;
  readonly kind: string;
  readonly area: string;
}

export interface RelationRow {
  readonly schema_name: string;
  readonly relation_name: string;
  readonly kind: string;
  readonly grain_zh: string;
  readonly grain_en: string;
  readonly rows: number | null;
}

export interface FieldRow {
  readonly schema_name: string;
  readonly relation_name: string;
  readonly ordinal: number;
  readonly field_name: string;
  readonly data_type: string;
  readonly label_zh: string;
  readonly label_en: string;
  readonly personal: boolean;
}

export interface LineageRow {
  readonly from_schema: string;
  readonly from_relation: string;
  readonly to_schema: string;
  readonly to_relation: string;
}

export interface TestRow {
  readonly schema_name: string;
  readonly relation_name: string;
  readonly test_name: string;
  readonly passed: boolean;
  readonly rows_failed: number;
}

export interface DatasetRow {
  readonly dataset: string;
  readonly label_zh: string;
  readonly label_en: string;
  readonly grain_zh: string;
  readonly grain_en: string;
  readonly columns: number;
  readonly required_columns: number;
}

/** `schema.relation`, as SQL writes it. */
export const fullName = (row: {
  readonly schema_name: string;
  readonly relation_name: string;
}): string => `${row.schema_name}.${row.relation_name}`;

/** The label of a row in the reader's language. Reactive. */
export const labelOf = (row: { readonly label_zh: string; readonly label_en: string }): string =>
  locale.current === 'zh' ? row.label_zh : row.label_en;

/** What one row of a relation is, in the reader's language. Reactive. */
export const grainOf = (row: { readonly grain_zh: string; readonly grain_en: string }): string =>
  locale.current === 'zh' ? row.grain_zh : row.grain_en;

/** What is wrong, in the reader's language. Reactive. */
export const reasonOf = (row: {
  readonly reason_zh: string;
  readonly reason_en: string;
}): string => (locale.current === 'zh' ? row.reason_zh : row.reason_en);
