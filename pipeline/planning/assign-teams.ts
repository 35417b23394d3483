import { Master, type Column } from './master.ts';
import type { PlanMonth, Situation } from './situation.ts';
import type { Task } from './team-day.ts';

/** Bureau teams near a unit that are weighed; more cost time and bring little. */
const NEAR_TEAMS = 6;
/** What leaving a task without a team costs, in minutes on the road: far more than any way. */
const UNASSIGNED = 10_000;
/** Share of the teams' minutes that is given out; days do not fill up to the last minute. */
const FILL = 0.95;

/**
 * Gives each task of a month to a team, with the least way from where the team starts: an assignment with
 * the teams' minutes and the quota of mutual checks, solved by HiGHS; of a split task the largest part.
 * @returns for each task, teams (numbers in the month's list) from the best on; all that can take it
 */
export async function assignTeams(
  situation: Situation,
  month: PlanMonth,
  tasks: readonly Task[],
): Promise<number[][]> {
  const { rules } = situation.request;
  const { teams } = month;
  const quotaRow = tasks.length + teams.length;
  const mutualTeams = teams.some(({ team, most }) => team.kind === 'mutual' && most > 0);
  const columns: Column[] = [];
  const owners: { task: number; team: number }[] = [];
  const orders = tasks.map((task, index) => {
    const here = situation.travel.unit(task.unit.code);
    const able = teams
      .map(({ team, most }, number) => ({
        number,
        team,
        type: typeFor(task, team.kind),
        way: 2 * situation.travel.minutes(situation.travel.area(team.area), here),
        most,
      }))
      .filter(
        ({ team, type, most }) => type && most > 0 && situation.canTake(team, task.unit, type),
      )
      .sort((one, other) => one.way - other.way || one.number - other.number);
    const bureau = able.filter(({ team }) => team.kind === 'bureau').slice(0, NEAR_TEAMS);
    const mutual = able.filter(({ team }) => team.kind === 'mutual');
    for (const { number, way, team, type } of [...bureau, ...mutual]) {
      const minutes =
        situation.minutes(task.unit, type ?? task.type) +
        rules.travel.minutesPerStop +
        situation.leg(task.unit);
      owners.push({ task: index, team: number });
      columns.push({
        value: -way,
        upper: 1,
        rows: [
          [index, 1],
          [tasks.length + number, minutes],
          ...(team.kind === 'mutual' ? [[quotaRow, 1] as const] : []),
        ],
      });
    }
    return able.map(({ number }) => number);
  });
  const master = await Master.of([
    ...tasks.map(() => [1, 1] as const),
    ...teams.map(({ most }) => [-Infinity, most * rules.dayMinutes * FILL] as const),
    [mutualTeams ? rules.quotas.area_mutual : 0, Infinity],
  ]);
  try {
    master.add(columns);
    master.add(tasks.map((_, index) => ({ value: -UNASSIGNED, upper: 1, rows: [[index, 1]] })));
    master.add([{ value: -UNASSIGNED / 2, upper: Infinity, rows: [[quotaRow, 1]] }]);
    const { values } = master.solve();
    const part = new Map<number, { team: number; value: number }>();
    owners.forEach(({ task, team }, column) => {
      const value = values[column] ?? 0;
      if (value > (part.get(task)?.value ?? 0.01)) part.set(task, { team, value });
    });
    return orders.map((order, index) => {
      const chosen = part.get(index)?.team;
      return chosen === undefined ? order : [chosen, ...order.filter((team) => team !== chosen)];
    });
  } finally {
    master.close();
  }
}

/** What a task is called when a team of this kind makes it; undefined where it cannot. */
export function typeFor(task: Task, kind: 'bureau' | 'mutual'): Task['type'] | undefined {
  if (kind === 'bureau') return task.type;
  return task.type === 'special' && !task.locked && !task.night ? 'area_mutual' : undefined;
}
