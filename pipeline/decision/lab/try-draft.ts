import { Failure, text } from '../../contracts/index.ts';
import type { PolicyFile } from '../load-policies.ts';
import { compareRuns, type Comparison } from './compare.ts';
import type { Draft } from './draft.ts';
import { liftOf, type LiftChange } from './lift.ts';
import type { Rerunner } from './rerunner.ts';
import { DRAFT_VERSION, draftRules, type DraftRules } from './rules.ts';

/** Months over which a draft is taken to have been in force already, the month itself included. */
const YEAR = 12;

/** What is asked of a draft. */
export interface Trial {
  readonly draft: Draft;
  /** `YYYY-MM`. */
  readonly month: string;
  /**
   * `year`: as if it had been in force for the last twelve months, so that what hysteresis delays is seen;
   * `month`: as if it came into force in that month, after what was decided before.
   */
  readonly since: 'year' | 'month';
  /** The version that it is compared with, as if that had been in force then; default: the rules in force. */
  readonly against?: string;
}

/** What a draft would change. */
export interface TrialResult extends Comparison {
  readonly month: string;
  /** First month under the draft. */
  readonly from: string;
  /** How well either score finds visits with serious findings; null: too little to tell. */
  readonly lift: LiftChange | null;
  /** Fields tried that enter the history model, for which it was fitted and told anew. */
  readonly history_refitted: readonly string[];
  /** Models and steps that were run for it. */
  readonly models: number;
  readonly milliseconds: number;
}

const TARGETS = ['scores.decision', 'scores.point'] as const;
const HISTORY_FITS = 'decision_log.history_fit';
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

/**
 * Decides a month anew under a draft, by the models themselves, and compares it with the rules in force.
 * Both sides are worked out alike: published decisions before the first month under the draft stand, and so do the
 * fits of the history model that were made before; later ones are made anew.
 * @param beside with the step of {@link trialNeeds}, where that says so
 * @param files every version of the policy there is
 * @throws Failure `month_invalid`; `policy_unknown`, `policy_invalid` as `draftRules`
 */
export async function tryDraft(
  beside: Rerunner,
  files: readonly PolicyFile[],
  trial: Trial,
  signal?: AbortSignal,
): Promise<TrialResult> {
  const started = performance.now();
  const { draft, month, since, against } = trial;
  const { historyFields, historyFrom: yearBefore } = trialNeeds(files, trial);
  await requireMonth(beside, month);
  if (historyFields.length > 0 && !beside.touches([HISTORY_FITS], TARGETS).includes('history'))
    throw new Error('a draft that enters the history model is tried beside its step');
  const from = since === 'year' ? yearBefore : month;
  const run = (catalog: string, tried: Draft, first: string, targets: readonly string[]) =>
    runDraft(beside, catalog, draftRules(files, tried, first, month), first, targets, signal);
  const former = formerOf(against);
  if (former) await run('before', former, from, TARGETS);
  else await beside.run('before', { views: decidedBefore(from), targets: TARGETS }, signal);
  const ran = await run('after', draft, from, TARGETS);
  const source = former ? 'before' : 'snapshot';
  const comparison = await compareRuns(beside.connection, month, source);
  if (since === 'month') await run('year', draft, yearBefore, ['scores.point']);
  if (since === 'month' && former) await run('year_before', former, yearBefore, ['scores.point']);
  const lift = await liftOf(
    beside.connection,
    since === 'year'
      ? { before: source, after: 'after' }
      : { before: former ? 'year_before' : 'snapshot', after: 'year' },
    yearBefore,
    month,
  );
  return {
    month,
    from,
    ...comparison,
    lift,
    history_refitted: historyFields,
    models: ran.length,
    milliseconds: Math.round(performance.now() - started),
  };
}

/** What a trial needs beside a snapshot. */
export interface TrialNeeds {
  /** Fields tried, on either side, that enter the history model: where there are any its step must be there. */
  readonly historyFields: readonly string[];
  /** First month, `YYYY-MM`, of which the step must tell. */
  readonly historyFrom: string;
}

/**
 * Tells what a trial needs, before anything is opened for it.
 * @throws Failure as {@link tryDraft}, but for a month that is none of the snapshot's
 */
export function trialNeeds(
  files: readonly PolicyFile[],
  { draft, month, against }: Trial,
): TrialNeeds {
  if (!MONTH.test(month)) throw monthInvalid(month);
  const historyFrom = monthsBefore(month, YEAR - 1);
  const former = formerOf(against);
  const fields = [draft, ...(former ? [former] : [])].flatMap(
    (each) => draftRules(files, each, historyFrom, month).historyFields,
  );
  return { historyFields: [...new Set(fields)], historyFrom };
}

const formerOf = (against: string | undefined): Draft | undefined =>
  against === undefined ? undefined : { base: against, changes: {} };

async function runDraft(
  beside: Rerunner,
  catalog: string,
  { tables, changed }: DraftRules,
  from: string,
  targets: readonly string[],
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const onlyScores = (...relations: string[]): boolean =>
    beside.touches(relations, targets).every((model) => model.startsWith('scores.'));
  const standing = { ...decidedBefore(from), ...fittedBefore(from) };
  if (!onlyScores(...changed))
    return beside.run(catalog, { tables, views: standing, targets }, signal);
  // Only points and limits change: the indicators stay, and only say by which version they count.
  const views = await underDraft(beside, from);
  return beside.run(
    catalog,
    {
      tables,
      views: { ...views, ...decidedBefore(from) },
      // Every table that only scores read: each must know the draft, changed or not.
      changed: [
        ...tables
          .map(({ schema, table }) => `${schema}.${table}`)
          .filter((each) => onlyScores(each)),
        ...Object.keys(views),
        'decision_log.decision',
      ],
      targets,
    },
    signal,
  );
}

/** Published decisions that stand: those of the months before. */
const decidedBefore = (month: string) => ({
  'decision_log.decision': `select * from snapshot.decision_log.decision where month < date '${month}-01'`,
});

/** Fits of the history model that stand: those made of what had been received before the month. */
const fittedBefore = (month: string) => ({
  [HISTORY_FITS]: `select * from snapshot.${HISTORY_FITS} where fitted_from <= date '${month}-01'`,
});

/** The features that name their version, with the draft's from some month on. */
async function underDraft(beside: Rerunner, from: string): Promise<Record<string, string>> {
  const reader = await beside.connection.runAndReadAll(
    `select schema_name || '.' || table_name from duckdb_columns()
     where database_name = 'snapshot' and schema_name = 'features'
       and column_name in ('policy_version', 'month')
     group by schema_name, table_name having count(*) = 2 order by 1`,
  );
  return Object.fromEntries(
    reader.getRows().map(([relation]) => [
      String(relation),
      `select * replace (case when month >= date '${from}-01' then '${DRAFT_VERSION}'
         else policy_version end as policy_version) from snapshot.${String(relation)}`,
    ]),
  );
}

async function requireMonth({ connection }: Rerunner, month: string): Promise<void> {
  const found = await connection.runAndReadAll(
    'select 1 from snapshot.facts.month where month = $1::date',
    [`${month}-01`],
  );
  if (found.currentRowCount === 0) throw monthInvalid(month);
}

function monthInvalid(month: string): Failure {
  const name = [...month].slice(0, 20).join('');
  return new Failure('month_invalid', text(`没有月份“${name}”`, `There is no month “${name}”`), {
    where: { column: 'month' },
  });
}

/** The month so many months before, `YYYY-MM`. */
function monthsBefore(month: string, count: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const index = year * 12 + number - 1 - count;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
}
