import { locale } from '../i18n/locale.svelte.ts';
import { QueryError, readError } from './query-error.ts';

export type DraftValue = number | boolean | string;

/** A field of a policy that a draft may change, and its value there. */
export interface PolicyField {
  readonly field: string;
  readonly value: DraftValue;
}

export type Changes = Readonly<Record<string, DraftValue>>;

/** What is asked of a draft; `against`: a version instead of the rules in force. */
export interface Trial {
  readonly base: string;
  readonly changes: Changes;
  readonly month: string;
  readonly since: 'year' | 'month';
  readonly against?: string;
}

export interface Move {
  readonly unit_code: string;
  readonly unit_name: string;
  readonly kind: string;
  readonly area: string;
  readonly regime_before: string;
  readonly regime: string;
  readonly tier_before: string;
  readonly tier: string;
  readonly score_before: number;
  readonly score: number;
  readonly cause_kind: 'gate' | 'indicator' | 'limit';
  readonly cause: string | null;
  readonly cause_points: number | null;
}

export interface Count {
  readonly name: string;
  readonly before: number;
  readonly after: number;
}

export interface Measured {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** What a draft would change. */
export interface TrialResult {
  readonly month: string;
  /** First month under the draft, YYYY-MM. */
  readonly from: string;
  readonly units: number;
  readonly regime_moved: number;
  readonly tier_moved: number;
  readonly regimes: readonly Count[];
  readonly tiers: readonly Count[];
  readonly visits: { readonly before: number; readonly after: number };
  readonly moves: readonly Move[];
  readonly lift: {
    readonly before: Measured;
    readonly after: Measured;
    readonly difference: Measured;
    readonly visits: number;
    readonly events: number;
  } | null;
  /** Fields tried that enter the history model, for which it was fitted and told anew. */
  readonly history_refitted: readonly string[];
  readonly models: number;
  readonly milliseconds: number;
}

/** The least that brings a unit back to the annual check-up. */
export interface WayBack {
  readonly unit: string;
  readonly state: 'there' | 'open' | 'closed';
  /** Month from which it is back, YYYY-MM; null where no way is open. */
  readonly back: string | null;
  readonly actions: readonly {
    readonly kind:
      | 'strike_off_hazard'
      | 'rectify_finding'
      | 'hand_in'
      | 'make_up'
      | 'on_time'
      | 'drill'
      | 'keep_campaigns'
      | 'visit';
    readonly name: string;
    readonly reference: string | null;
    readonly label: { readonly zh: string; readonly en: string };
  }[];
  readonly least: boolean;
  readonly gates: readonly {
    readonly gate: string;
    readonly label: { readonly zh: string; readonly en: string };
    readonly until: string | null;
  }[];
  readonly carried: number;
  /** Where the history model speaks against it: probabilities of a high rate, in percent. */
  readonly history: {
    readonly probability: number;
    readonly afterCleanVisit: number;
    readonly limit: number;
  } | null;
  readonly tried: number;
}

/** What is said of a draft that is to be published. */
export interface PolicyNews {
  readonly version: string;
  readonly title: string;
  readonly from: string;
  readonly by: string;
  readonly note: string;
}

async function ask<Answer>(path: string, init: RequestInit = {}): Promise<Answer> {
  const headers = { 'accept-language': locale.current, ...init.headers };
  const response = await fetch(path, { ...init, headers }).catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw QueryError.unreachable(path, cause);
  });
  if (!response.ok) throw await readError(response);
  return (await response.json()) as Answer;
}

const post = <Answer>(path: string, body: object, signal?: AbortSignal): Promise<Answer> =>
  ask(path, {
    method: 'POST',
    // Says that it is this page that asks; another site's page cannot set it.
    headers: { 'x-xiaoan': '1', 'content-type': 'application/json' },
    body: JSON.stringify(body),
    ...(signal ? { signal } : {}),
  });

/** The fields of a version, in the order of its file. Rejects with a {@link QueryError}. */
export const askFields = async (version: string): Promise<readonly PolicyField[]> => {
  const path = `/api/policy/fields?version=${encodeURIComponent(version)}`;
  return (await ask<{ fields: readonly PolicyField[] }>(path)).fields;
};

/** First month that a new version may begin in, YYYY-MM. */
export const askFirstMonth = async (): Promise<string> =>
  (await ask<{ month: string }>('/api/policy/first-month')).month;

/** Has a draft tried. Rejects with a {@link QueryError} whose `column` is the field that is wrong. */
export const askTrial = (trial: Trial, signal: AbortSignal): Promise<TrialResult> =>
  post('/api/policy/try', trial, signal);

/** Has the way back of a unit found. Rejects with a {@link QueryError}. */
export const askWayBack = (unit: string): Promise<WayBack> =>
  ask(`/api/way-back?unit=${encodeURIComponent(unit)}`);

/** Has a draft published. Rejects with a {@link QueryError} whose `column` is the field that is wrong. */
export const sendPolicy = (base: string, changes: Changes, news: PolicyNews): Promise<unknown> =>
  post('/api/policy/publish', { base, changes, ...news });

/** The address of a version's file. */
export const policyFileUrl = (version: string): string =>
  `/api/policy/file?version=${encodeURIComponent(version)}`;
