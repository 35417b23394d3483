/** The month so many months later, `YYYY-MM`. */
export function addMonths(month: string, count: number): string {
  const index = yearsTwelve(month) + count;
  return `${String(Math.floor(index / 12))}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** A month as the models count it: months since January 2000. */
export const indexOf = (month: string): number => yearsTwelve(month) - 2000 * 12;

/** The day on which everything is taken to be done: in the month after, ISO. */
export const doneDay = (month: string): string => `${addMonths(month, 1)}-05`;

function yearsTwelve(month: string): number {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return year * 12 + number - 1;
}
