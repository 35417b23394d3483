import { visits } from './page-visits.ts';
import { Answers, Person } from './person.ts';
import { unitCodes } from './unit-codes.ts';

/** Visits of pages that a person leafs through. */
export const PAGES = 30;

/** @param share from 0 to 1 */
export const percentile = (times: readonly number[], share: number): number =>
  [...times].sort((a, b) => a - b)[Math.floor(share * (times.length - 1))] ?? NaN;

/**
 * Milliseconds of each query of a person leafing through pages, who has nothing of them yet.
 * @throws Error where one is answered by a failure, which takes no time and would pass for speed
 */
export async function leaf(url: string): Promise<number[]> {
  const times: number[] = [];
  const units = await unitCodes(url);
  for (let page = 0; page < PAGES; page++) {
    const person = new Person(url, new Answers());
    const visit = visits[page % visits.length]?.(units[page] ?? '', '2026-10') ?? [];
    for (const [index, { status, milliseconds }] of (await person.visit(visit)).entries()) {
      if (status !== 200) throw new Error(`${visit[index]} was answered with ${status}`);
      times.push(milliseconds);
    }
    person.leave();
  }
  return times;
}
