import type { Breach } from './breach.ts';
import type { Clash } from './explain-clash.ts';
import type { PlannedVisit } from './plan.ts';

/** Why somebody changed a plan by hand. */
export const overrideReasons = [
  'leader_request',
  'local_knowledge',
  'unit_request',
  'weather',
  'duty_clash',
  'other',
] as const;
export type OverrideReason = (typeof overrideReasons)[number];

/** One change by hand. */
export interface PlanChange {
  readonly at: string;
  readonly by: string;
  readonly reason: OverrideReason;
  readonly note: string;
  readonly action: 'move' | 'remove' | 'add' | 'lock';
  readonly unitCode: string;
  /** The whole plan's visits that it changed, as they were and as they are. */
  readonly before: readonly PlannedVisit[];
  readonly after: readonly PlannedVisit[];
  readonly undone: boolean;
}

/** A plan as it is kept: everything needed to show, check and change it. */
export interface PlanDocument {
  readonly id: string;
  readonly status: 'draft' | 'published';
  readonly created_at: string;
  readonly published_at: string | null;
  readonly published_by: string | null;
  readonly first_month: string;
  readonly months: number;
  readonly rules_version: string;
  /** As the file of teams that it was made with calls itself. */
  readonly capacity_version: string;
  /** SHA-256 of that file; absent in plans of before files were kept. */
  readonly capacity_file_id?: string;
  readonly snapshot_id: string;
  /** Days a month of every team, where they were tightened for this plan. */
  readonly days: number | null;
  /** Units drawn, by month, and the certificates that say so. */
  readonly drawn: Readonly<Record<string, readonly string[]>>;
  readonly certificates: readonly string[];
  readonly rolled_over: readonly {
    readonly unitCode: string;
    readonly type: PlannedVisit['type'];
  }[];
  readonly visits: readonly PlannedVisit[];
  /** Visits that are expected to find something serious. */
  readonly serious_expected: number;
  readonly travel_minutes: number;
  readonly objective: number;
  readonly bound: number;
  readonly gap: number;
  readonly stopped: boolean;
  /** What it falls short of. */
  readonly breaches: readonly Breach[];
  readonly clash: Clash | null;
  readonly changes: readonly PlanChange[];
}
