/** Room that the name of a month with its year needs, in px. */
const ROOM = 84;
/** Months between ticks: a year is parted evenly. */
const STEPS = [1, 2, 3, 6, 12, 24];

/**
 * First days of months for an axis of time, as many as have room: Plot's own choice may set twice as many.
 * @param from first day of the axis, ISO
 * @param to last day
 * @param width of the axis in px
 */
export function monthTicks(from: string, to: string, width: number): Date[] {
  const [first, last] = [from, to].map((day) => {
    const [year = 0, month = 1] = day.split('-').map(Number);
    return year * 12 + month - 1;
  }) as [number, number];
  const room = Math.max(1, Math.floor(width / ROOM));
  const step = STEPS.find((months) => (last - first + 1) / months <= room) ?? 36;
  const start = Math.ceil(first / step) * step;
  return Array.from(
    { length: Math.max(0, Math.floor((last - start) / step) + 1) },
    (_, index) => new Date(Date.UTC(2000, start + index * step - 2000 * 12)),
  ).filter((date) => date.toISOString().slice(0, 10) >= from);
}
