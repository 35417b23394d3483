/** How many ticks an axis of counts may have: more than the count would name parts of a unit. */
export const countTicks = (highest: number, most: number): number =>
  Math.max(1, Math.min(most, highest));
