/** A row of query `verification`. */
export interface VerificationRow {
  readonly unit_code: string;
  readonly unit_name: string | null;
  readonly kind: string | null;
  readonly area: string | null;
  readonly month: string;
  readonly signal: string;
  readonly signal_zh: string;
  readonly signal_en: string;
  readonly probability: number;
  readonly rate: number;
  readonly accepted_share: number;
  readonly evidence_count: number;
  readonly sentence_zh: string;
  readonly sentence_en: string;
  readonly verify_zh: string;
  readonly verify_en: string;
}

/** A row of query `verification_evidence`. */
export interface VerificationEvidenceRow {
  readonly evidence_date: string | null;
  readonly title_zh: string | null;
  readonly title_en: string | null;
  readonly detail: string | null;
  readonly file_id: string | null;
  readonly sheet: string | null;
  readonly row_number: number | null;
}

/** Tail probabilities below this are shown as below it: no sum tells them apart. */
export const LEAST_SHOWN = 0.0001;
