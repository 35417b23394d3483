import type { FailureBody, Locale } from '../contracts/index.ts';

/** How far a plan that is being made has come. */
export interface PlanMaking {
  readonly state: 'idle' | 'making' | 'done' | 'failed';
  readonly step: string | null;
  readonly best: number | null;
  readonly bound: number | null;
  /** The plan that was made. */
  readonly plan_id: string | null;
  readonly error: FailureBody['error'] | null;
}

/** A file that a page offers for download, or a page to print. */
export interface PlanFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array | string;
}

export interface MakePlanChoice {
  readonly month: string;
  readonly months: number;
  readonly days: number | null;
  readonly certificates: readonly string[];
  /** The plan whose locked visits stay; null: none do. */
  readonly locksOf: string | null;
}

export interface VisitChoice {
  readonly plan: string;
  readonly unitCode: string;
  readonly date: string;
  readonly team: string;
  readonly by: string;
  readonly reason: string;
  readonly note: string;
}

/** A file of teams that was handed in, or brought back. */
export interface TakenCapacity {
  /** SHA-256 of the file. */
  readonly file_id: string;
  readonly file_name: string;
  /** As the file calls itself. */
  readonly capacity_version: string;
  readonly teams: number;
  readonly inspectors: number;
  readonly handed_in_at: string;
  /** Null where nobody signed in. */
  readonly handed_in_by: string | null;
}

/** What the page of plans can have done. Answers are JSON for that page alone. */
export interface PlanActions {
  /**
   * Rules, teams, units, plans and draws: what the page begins with. Before there is a file of teams, only that
   * `capacity_version` is null: a bureau that begins has done nothing wrong.
   */
  overview(locale: Locale): Promise<unknown>;
  plan(id: string, locale: Locale): Promise<unknown>;
  make(choice: MakePlanChoice, locale: Locale): Promise<PlanMaking>;
  making(locale: Locale): PlanMaking;
  stop(): void;
  move(
    visit: VisitChoice,
    to: { readonly date: string; readonly team: string },
    /** Only ask whether it could be. */
    trial: boolean,
    locale: Locale,
  ): Promise<unknown>;
  /** Adds a visit to a unit that was not planned then. */
  add(
    visit: VisitChoice,
    type: string,
    /** Only ask whether it could be. */
    trial: boolean,
    locale: Locale,
  ): Promise<unknown>;
  remove(visit: VisitChoice, locale: Locale): Promise<unknown>;
  lock(visit: VisitChoice, locked: boolean, locale: Locale): Promise<unknown>;
  undo(id: string, locale: Locale): Promise<unknown>;
  publish(id: string, by: string, locale: Locale): Promise<unknown>;
  commitDraw(month: string, source: string, knownAt: string, locale: Locale): Promise<unknown>;
  revealDraw(commitment: string, value: string, locale: Locale): Promise<unknown>;
  file(id: string, kind: string, locale: Locale): Promise<PlanFile>;
  /** A file of teams as it was handed in: that one, or the one in force. */
  capacityFile(fileId?: string): PlanFile;
  /** Each time that a file of teams was handed in, the newest first. */
  capacityVersions(): readonly (TakenCapacity & { readonly in_force: boolean })[];
  /** A file of teams to begin with, of the areas that there are. */
  exampleCapacity(): Promise<PlanFile>;
  /** Checks a file of teams and makes it the one in force. */
  takeCapacity(name: string, bytes: Uint8Array, by: string | null): Promise<TakenCapacity>;
  /** Checks an earlier file of teams and makes it the one in force again. */
  bringBackCapacity(fileId: string, by: string | null): Promise<TakenCapacity>;
}
