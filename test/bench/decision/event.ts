/** What features.visit knows of a visit that an event may be made of. */
export interface Outcome {
  readonly points: number;
  readonly findings: number;
  readonly major: number;
  readonly result: string | null;
}

/** Whether a visit found what is to be predicted. */
export type Event = (outcome: Outcome) => boolean;

const numbers = ['points', 'findings', 'major'] as const;

/**
 * Reads the event of a bench: `points>=8`, `major>=1`, `findings>0`, `result=fail` or `result=fail|conditional`.
 * @throws RangeError for anything else
 */
export function readEvent(written: string): Event {
  const [, name, sign, value = ''] =
    /^\s*(points|findings|major|result)\s*(>=|>|=)\s*(\S+)\s*$/.exec(written) ?? [];
  if (name === 'result' && sign === '=') {
    const results = new Set(value.split('|'));
    return ({ result }) => result !== null && results.has(result);
  }
  const number = numbers.find((one) => one === name);
  const limit = Number(value);
  if (number === undefined || Number.isNaN(limit))
    throw new RangeError(
      `event "${written}": expected points, findings or major with >=, > or = and a number, or result=CODE|CODE`,
    );
  return (outcome) =>
    sign === '>='
      ? outcome[number] >= limit
      : sign === '>'
        ? outcome[number] > limit
        : outcome[number] === limit;
}
