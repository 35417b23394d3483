/**
 * A moment as the district's clock shows it, to the second, as SQL writes it: what days and times written by hand
 * are compared with. The program's zone is the district's, whatever the machine's is: `pipeline/xiaoan.js`.
 */
export function wallClock(moment: Date): string {
  const local = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 19).replace('T', ' ');
}
