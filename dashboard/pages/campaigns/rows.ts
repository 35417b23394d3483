import { bilingual } from '../../i18n/bilingual.ts';

/** How many owe something, and how it stood at the end of the day asked for. */
export interface Counts {
  readonly owed: number;
  readonly done: number;
  readonly late: number;
  readonly due_so_far: number;
  readonly excused: number;
}

export interface Labelled {
  readonly label_zh: string;
  readonly label_en: string;
}

export interface CampaignRow extends Counts, Labelled {
  readonly campaign: string;
  readonly definition: string;
  readonly from_date: string;
  readonly to_date: string;
  readonly document: string;
}

export interface PartRow extends Counts {
  readonly part: string | null;
}

export interface PhaseRow extends Labelled {
  readonly phase: string;
  readonly from_date: string;
  readonly to_date: string;
}

export interface TaskRow extends Labelled {
  readonly task: number;
  readonly work_area: string;
}

export interface ItemRow extends Labelled, Omit<Counts, 'excused'> {
  readonly item: string;
  readonly ordinal: number;
  readonly item_number: number | null;
  readonly phase: string | null;
  readonly item_type: string | null;
  readonly task: number | null;
  readonly from_date: string;
  readonly to_date: string;
  readonly points_to: string | null;
  readonly obligations: number;
  readonly is_measurable: boolean;
  readonly not_measurable_zh: string | null;
  readonly not_measurable_en: string | null;
}

export interface LateUnitRow {
  readonly unit_code: string | null;
  readonly unit_name: string | null;
  readonly body: string | null;
  readonly area: string | null;
  readonly kind: string | null;
  readonly late: number;
  readonly oldest: string;
}

/** How many units are late, however few of them a list shows. */
export interface LateCountRow {
  readonly units: number;
}

export interface DebtorRow extends Pick<Counts, 'owed' | 'done' | 'late'> {
  readonly unit_code: string | null;
  readonly unit_name: string | null;
  readonly body: string | null;
  readonly area: string | null;
  readonly kind: string | null;
}

export interface UnitObligationRow extends Labelled {
  readonly campaign: string;
  readonly item: string;
  readonly obligation: string;
  readonly evidence: string;
  readonly body: string | null;
  readonly due_date: string;
  readonly times: number;
  readonly amount: number;
  readonly done_on: string | null;
  readonly done_known_at: string | null;
  readonly state: 'done' | 'excused' | 'late' | 'due' | 'upcoming';
}

export interface EvidenceRow {
  readonly evidence: string;
  readonly topic: string | null;
  readonly about_date: string;
  readonly done_date: string;
  readonly amount: number;
  readonly known_from: string;
  readonly dataset: string;
  readonly file_name: string | null;
  readonly sheet: string | null;
  readonly row_number: number;
}

/** A row's label in the reader's language. Reactive. */
export const labelOf = ({ label_zh: zh, label_en: en }: Labelled): string => bilingual(zh, en);

/** Whether it asks nothing of the units looked at: shares of nothing would read as far behind. */
export const isAskedOfNobody = ({ owed, excused }: Pick<Counts, 'owed' | 'excused'>): boolean =>
  owed + excused === 0;

/** Share done of all that is owed; 0 where nothing is. */
export const shareDone = ({ owed, done }: Pick<Counts, 'owed' | 'done'>): number =>
  owed === 0 ? 0 : Math.min(1, done / owed);

/** Share of a campaign's days that are over on a day, 0 to 1. */
export function shareElapsed(
  { from_date: from, to_date: to }: Pick<CampaignRow, 'from_date' | 'to_date'>,
  day: string,
): number {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
  const over = (Date.parse(day) - Date.parse(from)) / 86_400_000 + 1;
  return Math.max(0, Math.min(1, over / days));
}

/** Share of what was due so far that is not late; null where nothing was due. */
export const shareInTime = ({
  due_so_far: due,
  late,
}: Pick<Counts, 'due_so_far' | 'late'>): number | null => (due === 0 ? null : 1 - late / due);
