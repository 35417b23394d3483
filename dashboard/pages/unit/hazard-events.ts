/** A row of query `hazard_event`; days as "YYYY-MM-DD". */
export interface HazardEventRow {
  readonly hazard_number: string;
  readonly event: string;
  readonly event_date: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly known_from: string;
}

/** What befell a hazard, by its number, in the order of the days. */
export type HazardEvents = ReadonlyMap<string, readonly HazardEventRow[]>;

export function eventsByHazard(rows: readonly HazardEventRow[]): HazardEvents {
  const byHazard = new Map<string, HazardEventRow[]>();
  for (const row of rows)
    byHazard.set(row.hazard_number, [...(byHazard.get(row.hazard_number) ?? []), row]);
  for (const events of byHazard.values())
    events.sort((a, b) => a.event_date.localeCompare(b.event_date));
  return byHazard;
}

/**
 * The day on which a hazard was struck off where that held on a day (ISO) and was undone later: it
 * is open again now, but was not then.
 */
export function undoneClosing(events: readonly HazardEventRow[], day: string): string | null {
  const closing = events.findLast((row) => row.event === 'struck_off' && row.event_date <= day);
  if (!closing) return null;
  const reopening = events.find(
    (row) => row.event === 'reopened' && row.event_date >= closing.event_date,
  );
  return reopening && reopening.event_date > day ? closing.event_date : null;
}

/** What is known of a hazard at the end of a day, first report left out: that is where it is found. */
export const eventsKnown = (
  events: readonly HazardEventRow[],
  day: string,
): readonly HazardEventRow[] =>
  events.filter(
    (row) =>
      row.event !== 'reported' && row.known_from.slice(0, 10) <= day && row.event_date <= day,
  );
