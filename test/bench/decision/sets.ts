import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { visitsBefore, type VisitTable } from '../../../pipeline/decision/history/index.ts';
import { readEvent } from './event.ts';
import { figuresOf, type Figures } from './figures.ts';
import { predictSpans } from './predictions.ts';
import { readOtherColumns, readRecords } from './records.ts';

const data = fileURLToPath(new URL('../../../../shared/data/', import.meta.url));
const mapping = (name: string): string =>
  fileURLToPath(new URL(`../../../data/mappings/${name}.yaml`, import.meta.url));

/** Whether the real records are here. They are read where they lie and never copied. */
export const haveRecords = existsSync(data);

/** What a set must reach: figure, `>`, `>=` or `<`, bound. */
export type Aim = readonly [figure: string, sign: '>' | '>=' | '<', bound: number];

/** A set of real records and how it is judged. */
export interface RecordSet {
  readonly name: string;
  readonly about: string;
  readonly aims: readonly Aim[];
  readonly run: () => Promise<Figures>;
}

/** One visit each of the places of the table, between two days. */
const between = (table: VisitTable, from: number, to: number): Int32Array => {
  const first = visitsBefore(table, from);
  return Int32Array.from({ length: visitsBefore(table, to) - first }, (_, place) => first + place);
};

export const recordSets: readonly RecordSet[] = [
  {
    name: 'chicago',
    about:
      "Chicago, the City's protocol: critical violation, the 1,665 inspections of September and October 2014 that the City judged its model on; model fitted to visits before 2 September 2014",
    aims: [
      ['within_auc', '>', 0.615],
      ['days_earlier', '>=', 3.9],
    ],
    async run() {
      const tried = await protocol();
      const { table } = await readRecords(
        `${data}chicago_canvass.csv.gz`,
        mapping('food-chicago'),
        readEvent('major>=1'),
      );
      const judged = Uint8Array.from(table.inspection, (number) => (tried.has(number) ? 1 : 0));
      // Settings are chosen on all earlier visits; the list only says which later ones are judged.
      const predictions = predictSpans(
        table,
        [{ from: '2014-09-02', to: '2014-11-01' }],
        undefined,
        (of, from, to) => between(of, from, to).filter((visit) => judged[visit] === 1),
      );
      const city = Float64Array.from(
        predictions.visit,
        (visit) => tried.get(table.inspection[visit] ?? '') ?? 0,
      );
      return figuresOf(predictions, { city_model: city });
    },
  },
  {
    name: 'austin_school',
    about:
      'Austin, schools and day-cares by name: score below 93, first inspection in the first half of 2016 and from July 2016 on, pooled; each half fitted to visits of all places before it, settings chosen on earlier half-years of the schools',
    aims: [
      ['auc', '>', 0.75],
      ['lift20', '>', 2.4],
    ],
    async run() {
      const { table, category } = await readRecords(
        `${data}austin_routine.csv`,
        mapping('food-austin'),
        readEvent('points>7'),
      );
      return figuresOf(
        predictSpans(
          table,
          [
            { from: '2016-01-01', to: '2016-07-01' },
            { from: '2016-07-01', to: '2018-01-01' },
          ],
          Uint8Array.from(category, (one) => (one === '1' ? 1 : 0)),
        ),
      );
    },
  },
  {
    name: 'austin_all',
    about: 'Austin, all places: score below 85, first inspection in the second half of 2016',
    aims: [
      ['auc', '>', 0.856],
      ['lift20', '>', 3.05],
      ['ece', '<', 0.03],
    ],
    async run() {
      const { table } = await readRecords(
        `${data}austin_routine.csv`,
        mapping('food-austin'),
        readEvent('points>15'),
      );
      return figuresOf(predictSpans(table, [{ from: '2016-07-01', to: '2017-01-01' }]));
    },
  },
  {
    name: 'chicago_schools',
    about:
      "Chicago's schools alone: failed, first inspection of 2014. Close to unpredictable from history",
    aims: [],
    async run() {
      const { table } = await readRecords(
        `${data}chicago_schools_canvass.csv`,
        mapping('chicago-schools'),
        readEvent('result=fail'),
      );
      return figuresOf(predictSpans(table, [{ from: '2014-01-01', to: '2015-01-01' }]));
    },
  },
];

/** The inspections that the City tried its model on, with its score of each. */
async function protocol(): Promise<Map<string, number>> {
  const others = await readOtherColumns(
    `${data}chicago_protocol.csv`,
    mapping('food-chicago-protocol'),
  );
  return new Map(
    [...others]
      .filter(([, cells]) => cells['Test'] === 'TRUE')
      .map(([number, cells]) => [number, Number(cells['glm_pred_test'])]),
  );
}
