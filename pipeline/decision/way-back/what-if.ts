import type { Rerunner } from '../lab/rerunner.ts';
import type { Action } from './candidates.ts';
import { addMonths } from './months.ts';
import { worldOf, type Question } from './world.ts';

/** What became of a unit under a set of actions. */
export interface Course {
  /** First month after the one asked about that is decided as annual check-up, `YYYY-MM`; null: none. */
  readonly back: string | null;
  /** Gates still open after the first month, each with the month from which it is lifted (null: not by then). */
  readonly gates: readonly { readonly gate: string; readonly until: string | null }[];
}

const gates = ['accident_recent', 'open_major_hazard', 'false_return'] as const;

let runs = 0;

/**
 * Decides a unit for the months to come under several sets of actions at once, by the models themselves;
 * each set has a world of its own (world.ts).
 * @returns in the order of the sets
 */
export async function coursesOf(
  beside: Rerunner,
  question: Question,
  sets: readonly (readonly Action[])[],
  signal?: AbortSignal,
): Promise<readonly Course[]> {
  const { unit, month, horizon } = question;
  const catalog = `what_if_${String(++runs)}`;
  const last = addMonths(month, horizon);
  await beside.run(
    catalog,
    { ...worldOf(question, sets), targets: ['scores.decision', 'features.unit_month'] },
    signal,
  );
  const { connection } = beside;
  const at = `${month}-01`;
  const returned = await connection.runAndReadAll(
    `select unit_code, left(min(month)::varchar, 7) from ${catalog}.scores.decision
     where month > $1::date and regime = 'full_checkup' group by unit_code`,
    [at],
  );
  const back = new Map(returned.getRows().map(([code, first]) => [String(code), String(first)]));
  const open = await connection.runAndReadAll(
    `select f.unit_code, g.gate, left((max(f.month) + interval 1 month)::date::varchar, 7)
     from ${catalog}.features.unit_month f
     join (${gates.map((gate) => `select '${gate}' as gate`).join(' union all ')}) g on case g.gate
       ${gates.map((gate) => `when '${gate}' then f.gate_${gate}`).join(' ')} end > 0
     where f.month > $1::date group by f.unit_code, g.gate order by 1, 2`,
    [at],
  );
  await connection.run(`use memory; detach ${catalog}`);
  const waiting = open.getRows().map((row) => row.map(String));
  return sets.map((_, index) => {
    const clone = `${unit}#${String(index)}`;
    return {
      back: back.get(clone) ?? null,
      gates: waiting
        .filter(([code]) => code === clone)
        .map(([, gate = '', until = '']) => ({ gate, until: until > last ? null : until })),
    };
  });
}
