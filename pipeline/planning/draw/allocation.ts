/**
 * Shares draws out to strata in proportion to their size, by largest remainder; equal remainders go to the
 * stratum whose name comes first. None gets more than it holds.
 * @param sizes units by stratum
 * @param draws in all
 */
export function allocate(sizes: ReadonlyMap<string, number>, draws: number): Map<string, number> {
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  const wanted = Math.min(draws, total);
  const strata = [...sizes].map(([name, size]) => {
    const exact = total === 0 ? 0 : (wanted * size) / total;
    return { name, floor: Math.floor(exact), rest: exact - Math.floor(exact) };
  });
  let left = wanted - strata.reduce((sum, { floor }) => sum + floor, 0);
  const given = new Map(strata.map(({ name, floor }) => [name, floor]));
  for (const { name } of strata.sort(
    (one, other) => other.rest - one.rest || (one.name < other.name ? -1 : 1),
  )) {
    if (left === 0) break;
    given.set(name, (given.get(name) ?? 0) + 1);
    left -= 1;
  }
  return given;
}
