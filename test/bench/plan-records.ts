import { fileURLToPath } from 'node:url';
import { dayOf, visitsBefore, type VisitTable } from '../../pipeline/decision/history/index.ts';
import { readEvent } from './decision/event.ts';
import { predictSpans, type Span } from './decision/predictions.ts';
import { readRecords, type Records } from './decision/records.ts';
import { haveRecords } from './decision/sets.ts';
import type { Case } from './plan-cases.ts';

const data = fileURLToPath(new URL('../../../shared/data/', import.meta.url));
const mapping = (name: string): string =>
  fileURLToPath(new URL(`../../data/mappings/${name}.yaml`, import.meta.url));

/** Cases of a span of records, and what they are called. */
export interface RecordedSpan {
  readonly key: string;
  readonly label: string;
  readonly cases: readonly Case[];
}

/** Austin's schools and day-cares, half-year by half-year: serious is a score below 93. Empty without records. */
export async function austinSchools(): Promise<RecordedSpan[]> {
  if (!haveRecords) return [];
  const records = await readRecords(
    `${data}austin_routine.csv`,
    mapping('food-austin'),
    readEvent('points>7'),
  );
  const isSchool = Uint8Array.from(records.category, (one) => (one === '1' ? 1 : 0));
  return [
    {
      key: '2016h1',
      label: 'first half of 2016',
      cases: casesOf(records, { from: '2016-01-01', to: '2016-07-01' }, isSchool),
    },
    {
      key: '2016h2',
      label: 'July 2016 on',
      cases: casesOf(records, { from: '2016-07-01', to: '2018-01-01' }, isSchool),
    },
  ];
}

/** Chicago's schools in 2014: serious is a failed canvass. Empty without records. */
export async function chicagoSchools(): Promise<readonly Case[]> {
  if (!haveRecords) return [];
  const records = await readRecords(
    `${data}chicago_schools_canvass.csv`,
    mapping('chicago-schools'),
    readEvent('result=fail'),
  );
  return casesOf(records, { from: '2014-01-01', to: '2015-01-01' });
}

/** First visits of a span of units with an earlier one, as the history model saw them before it. */
function casesOf({ table }: Records, span: Span, judged?: Uint8Array): Case[] {
  const { scores, event, visit } = predictSpans(table, [span], judged);
  const last = lastVisits(table, span.from);
  return Array.from(visit, (place, index) => {
    const code = table.unit.code[place] ?? 0;
    return {
      unit: table.unit.levels[code] ?? '',
      expected: scores.history[index] ?? 0,
      last: last.get(code) ?? -Infinity,
      truth: event[index] ?? 0,
    };
  });
}

/** Day of each unit's last visit before a day. */
function lastVisits(table: VisitTable, from: string): Map<number, number> {
  const last = new Map<number, number>();
  for (let place = 0; place < visitsBefore(table, dayOf(from)); place++)
    last.set(table.unit.code[place] ?? 0, table.day[place] ?? 0);
  return last;
}
