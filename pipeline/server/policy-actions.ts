import type { Locale } from '../contracts/index.ts';

/** A field of a policy that a draft may change. */
export interface PolicyField {
  readonly field: string;
  readonly value: number | boolean | string;
}

/** Other numbers for a policy: the version that they change, and the changes by field. */
export interface PolicyDraft {
  readonly base: string;
  readonly changes: Readonly<Record<string, number | boolean | string>>;
}

/** What is asked of a draft. */
export interface PolicyTrial {
  readonly draft: PolicyDraft;
  readonly month: string;
  /** As if it had been in force for a year, or from that month on. */
  readonly since: 'year' | 'month';
  /** The version that it is compared with; default: the rules in force. */
  readonly against?: string;
}

/** What is said of a draft that is to be published. */
export interface PolicyNews {
  readonly version: string;
  readonly title: string;
  /** First month that is decided by it, `YYYY-MM`. */
  readonly from: string;
  readonly by: string;
  readonly note: string;
}

/** What pages can have done with the policy. Failures name the field as `where.column`. */
export interface PolicyActions {
  /** Fields of a version, in the order of its file. */
  fields(version: string): readonly PolicyField[];
  /** The file of a version. */
  file(version: string): string;
  /** First month that a new version may begin in, `YYYY-MM`. */
  firstMonth(): Promise<string>;
  /** What a draft would change; an object that is JSON. */
  tryDraft(trial: PolicyTrial, signal: AbortSignal): Promise<object>;
  /** The least that brings a unit back to the annual check-up; an object that is JSON. */
  wayBack(unit: string, signal: AbortSignal): Promise<object>;
  /** Keeps a draft as a version and has it published. */
  publish(draft: PolicyDraft, news: PolicyNews, locale: Locale): Promise<void>;
}
