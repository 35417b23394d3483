/** By how much the district's clock (Asia/Shanghai, which knows no summer time) is ahead of UTC, ms. */
const AHEAD = 8 * 3_600_000;

/** An instant as the district's clock shows it, whatever zone the reader's machine is set to: `YYYY-MM-DDTHH:MM`. */
export const onDistrictClock = (instant: Date): string =>
  new Date(instant.getTime() + AHEAD).toISOString().slice(0, 16);

/** The instant at which the district's clock shows a time. @param time `YYYY-MM-DDTHH:MM` */
export const instantOf = (time: string): Date => new Date(Date.parse(`${time}Z`) - AHEAD);
