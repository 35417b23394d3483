import type { SqlParameters } from '../../../data/sql/api.ts';
import { defaultValue } from '../console/default-value.ts';

/** Stands for the newest month in the parameters of a pin, so that a pinned answer stays up to date. */
const NEWEST_MONTH = '@newest_month';

/** The parameters that are asked with: the newest month filled in. Reactive. */
export const askedParameters = (parameters: SqlParameters): SqlParameters =>
  Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      name,
      value === NEWEST_MONTH ? defaultValue('month') : value,
    ]),
  );

/** The parameters of a pin that follows the months: those that hold the newest one now. */
export const following = (parameters: SqlParameters): SqlParameters =>
  Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      name,
      value !== null && value === defaultValue(name) ? NEWEST_MONTH : value,
    ]),
  );
