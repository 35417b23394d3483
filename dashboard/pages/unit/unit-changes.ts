/** A row of query `unit_change`; days as "YYYY-MM-DD". */
export interface UnitChangeRow {
  readonly change_number: string;
  readonly change_date: string;
  readonly change_type: string;
  readonly unit_code: string;
  /** Its name before the change. */
  readonly unit_name: string;
  readonly successor_codes: string | null;
  readonly new_name: string | null;
  readonly parent_code: string | null;
  readonly new_parent_code: string | null;
  readonly area: string | null;
  readonly new_area: string | null;
  readonly document_number: string | null;
  readonly counts_from: string;
}

/** The codes of a cell that holds several, whatever stands between them. */
export const codesOf = (cell: string | null): readonly string[] =>
  (cell ?? '').split(/[\s,，、;；/]+/).filter((code) => code !== '');
