import type { Json } from '@duckdb/node-api';
import { Failure, text, type Text } from '../../contracts/index.ts';
import type { Rerunner } from '../lab/rerunner.ts';
import { candidates, type Action } from './candidates.ts';
import { indexOf } from './months.ts';
import { smallest } from './smallest.ts';
import { coursesOf, type Course } from './what-if.ts';

/** The shortest way of a unit back to the annual check-up. */
export interface WayBack {
  readonly unit: string;
  /** The newest month decided, `YYYY-MM`. */
  readonly month: string;
  /**
   * `there`: its regime is the annual check-up; `open`: the actions lead back; `closed`: no action does within
   * the months looked at.
   */
  readonly state: 'there' | 'open' | 'closed';
  /** Month decided as annual check-up again, if the actions are done in the month after; null where closed. */
  readonly back: string | null;
  /** The least set of actions that leads back by then. */
  readonly actions: readonly Action[];
  /** Whether no smaller set does; else no part of this one does, and smaller ones were not all tried. */
  readonly least: boolean;
  /** Gates that only time lifts, each with the month from which it is lifted; null: later than looked at. */
  readonly gates: readonly {
    readonly gate: string;
    readonly label: Text;
    readonly until: string | null;
  }[];
  /** What the unit took over from one that ended, and cannot strike off itself. */
  readonly carried: number;
  /** Where the history model speaks against it: how likely the unit's rate is above the threshold. */
  readonly history: Doubt | null;
  /** Sets of actions that were decided by the models. */
  readonly tried: number;
}

/** What the history model would have to say less surely; shares in percent. */
export interface Doubt {
  readonly probability: number;
  /** After one more visit that finds nothing. */
  readonly afterCleanVisit: number;
  /** The policy lets a unit go where it is at most this. */
  readonly limit: number;
}

/** As long as the longest look-back of the shipped policy, and the months to leave. */
const HORIZON = 42;

/** Sets decided in one run of the models: as long as the run itself takes, so many more add little. */
const BATCH = 32;

/**
 * Finds the least set of actions after which a unit is decided as annual check-up again, as early as doing
 * everything would bring it there, and verifies each set by deciding the unit anew with the models. Doing more never
 * keeps a unit longer, so an action without which even all others come later is part of every set; of the
 * rest the smallest addition is sought. Most units take two runs of the models.
 * @param unit code
 * @param month the newest month decided, `YYYY-MM`
 * @throws Failure `month_undecided` where the unit was not decided in that month
 */
export async function wayBack(
  beside: Rerunner,
  unit: string,
  month: string,
  signal?: AbortSignal,
): Promise<WayBack> {
  const { connection } = beside;
  const decided = await connection.runAndReadAll(
    `select d.regime, (select count(*)::integer from snapshot.features.carried_gate c
       where c.unit_code = $1 and c.month = $2::date), (
       select case when e.verdict in ('above', 'unsure') then [
         100 * e.above_probability, 100 * e.above_probability_if_clean, 100 * m.below_probability] end
       from snapshot.features.expected_finding e
       join snapshot.features.month_rule m on m.month = e.month
       where e.unit_code = $1 and e.month = $2::date)
     from snapshot.marts.decision d where d.unit_code = $1 and d.month = $2::date`,
    [unit, `${month}-01`],
  );
  const [regime, carriedFacts, doubt] = decided.getRowsJson()[0] ?? [];
  if (regime === undefined)
    throw new Failure(
      'month_undecided',
      text(
        `${month} 没有对单位 ${unit} 的决定`,
        `There is no decision on unit ${unit} for ${month}`,
      ),
    );
  const carried = Number(carriedFacts);
  const none = {
    unit,
    month,
    actions: [],
    gates: [],
    carried,
    least: true,
    history: doubtOf(doubt),
  };
  if (regime === 'full_checkup') return { ...none, state: 'there', back: month, tried: 0 };
  const all = await candidates(connection, unit, month);
  let tried = 0;
  const decide = async (
    sets: readonly (readonly Action[])[],
    horizon: number,
  ): Promise<readonly Course[]> => {
    const courses: Course[] = [];
    for (let start = 0; start < sets.length; start += BATCH)
      courses.push(
        ...(await coursesOf(
          beside,
          { unit, month, horizon },
          sets.slice(start, start + BATCH),
          signal,
        )),
      );
    tried += sets.length;
    return courses;
  };
  const allButOne = all.map((action) => all.filter((each) => each !== action));
  const [best, ...without] = await decide([all, ...allButOne], HORIZON);
  const gates = await labelled(beside, month, best?.gates ?? []);
  const back = best?.back ?? null;
  if (back === null || carried > 0) return { ...none, state: 'closed', back: null, gates, tried };
  const inTime = (course: Course | undefined): boolean => (course?.back ?? '9999') <= back;
  const horizon = indexOf(back) - indexOf(month);
  const leads = async (sets: readonly (readonly Action[])[]): Promise<boolean[]> =>
    (await decide(sets, horizon)).map(inTime);
  const needed = all.filter((_, index) => !inTime(without[index]));
  const optional = all.filter((_, index) => inTime(without[index]));
  const found = await smallest(needed, optional, leads, BATCH);
  return { ...none, state: 'open', back, ...found, gates, tried };
}

function doubtOf(figures: Json | undefined): Doubt | null {
  if (!Array.isArray(figures)) return null;
  const [probability = 0, afterCleanVisit = 0, limit = 0] = figures.map(Number);
  return { probability, afterCleanVisit, limit };
}

async function labelled(
  { connection }: Rerunner,
  month: string,
  gates: Course['gates'],
): Promise<WayBack['gates']> {
  const rows = await connection.runAndReadAll(
    `select g.gate, g.label_zh, g.label_en from snapshot.policy.gate g
     join snapshot.facts.month m on m.policy_version = g.policy_version where m.month = $1::date`,
    [`${month}-01`],
  );
  const labels = new Map(
    rows.getRows().map(([gate, zh, en]) => [String(gate), text(String(zh), String(en))]),
  );
  return gates.map((each) => ({
    ...each,
    label: labels.get(each.gate) ?? text(each.gate, each.gate),
  }));
}
