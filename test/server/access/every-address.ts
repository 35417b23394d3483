import { namedQueries } from '../../../pipeline/server/queries/index.ts';

/** Addresses of every query with what its parameters may be: of a unit and a month. */
export function addresses(unit: string, month: string): string[] {
  const values: Readonly<Record<string, readonly string[]>> = {
    unit: [unit],
    month: [month],
    campaign: ['three_year_action-2024'],
    by: ['area', 'item', 'body'],
    indicator: ['hazard_overdue'],
    file: ['0'.repeat(64)],
    obligation: ['x'],
    due: [`${month}-28`],
    day: [`${month}-28`],
    item: ['x'],
    area: ['x'],
    kind: ['primary'],
    version: ['2023-09'],
    field: ['launch_events'],
    signal: ['zero_run'],
  };
  return [...namedQueries.values()].flatMap(({ name, parameters = {} }) => {
    const required = Object.entries(parameters).filter(([, each]) => each.required);
    const bare = new URLSearchParams(
      required.map(([key]) => [key, values[key]?.[0] ?? 'x'] as [string, string]),
    );
    const full = Object.keys(parameters).flatMap((key) =>
      (values[key] ?? ['x']).map((value) => {
        const search = new URLSearchParams(bare);
        search.set(key, value);
        return `${name}?${search}`;
      }),
    );
    return [...new Set([`${name}?${bare}`, ...full])];
  });
}
