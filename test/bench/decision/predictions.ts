import {
  dayOf,
  expectation,
  firstVisits,
  fitHistory,
  foresee,
  probabilityOfVisit,
  targetOf,
  visitsBefore,
  type HistoryFit,
  type VisitTable,
} from '../../../pipeline/decision/history/index.ts';

/** A span of days to predict, ISO dates; `to` is not included. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

/** What each method said of each visit that was judged, from what was known before its window. */
export interface Predictions {
  /** Scores by method; higher is riskier. `history` does not know who inspects. */
  readonly scores: Readonly<
    Record<'history' | 'last_points' | 'ewma' | 'mean_points', Float64Array>
  >;
  /** Probability by the history model where it is known who inspects, as for calibration. */
  readonly probability: Float64Array;
  readonly event: Float64Array;
  readonly day: Float64Array;
  /** Code of the inspector; −1 = not known. */
  readonly inspector: Int32Array;
  /** Units as whole numbers from 0. */
  readonly unit: Int32Array;
  /** Places in the table. */
  readonly visit: Int32Array;
  readonly fits: readonly HistoryFit[];
}

/** The policy's prior, for records that are too few to fit. */
const PRIOR = { halfLifeMonths: 12, priorVisits: 3, overdispersion: 3 };

/** As the product ranks: for a visit by nobody in particular on any day of a year. The band is not read here. */
const TOLD = { bandZ: 1.2816, threshold: 5 };

/**
 * Predicts the visits of spans, each by a model fitted to what lies before the span.
 * @param judged which visits of the table are judged; default all. Settings are chosen for them, on earlier
 *   half-years only (fit.ts)
 * @param pick the visits of a span; default the first of each unit that has an earlier one on record
 */
export function predictSpans(
  table: VisitTable,
  spans: readonly Span[],
  judged?: Uint8Array,
  pick: (table: VisitTable, from: number, to: number) => Int32Array = firstVisits,
): Predictions {
  const rows: { visit: number; history: number; probability: number; before: number }[] = [];
  const fits = spans.map(({ from, to }) => {
    const origin = dayOf(from);
    const fit = fitHistory(table, origin, {
      prior: PRIOR,
      ...(judged ? { scope: judged } : {}),
    });
    const foresight = foresee(fit, table, origin);
    const before = visitsBefore(table, origin);
    for (const visit of pick(table, origin, dayOf(to))) {
      if (judged && judged[visit] !== 1) continue;
      const target = targetOf(table, visit);
      rows.push({
        visit,
        before,
        history: expectation(foresight, target, TOLD).seriousProbability,
        probability: probabilityOfVisit(foresight, target, visit),
      });
    }
    return fit;
  });
  const past = rows.map(({ visit, before }) => pointsBefore(table, visit, before));
  const columns = (of: (row: (typeof rows)[number]) => number): Float64Array =>
    Float64Array.from(rows, of);
  const units = new Map<number, number>();
  return {
    scores: {
      history: columns(({ history }) => history),
      last_points: Float64Array.from(past, (points) => points.at(-1) ?? 0),
      ewma: Float64Array.from(past, ewma),
      mean_points: Float64Array.from(
        past,
        (points) => points.reduce((sum, one) => sum + one, 0) / Math.max(1, points.length),
      ),
    },
    probability: columns(({ probability }) => probability),
    event: columns(({ visit }) => table.serious[visit] ?? 0),
    day: columns(({ visit }) => table.day[visit] ?? 0),
    inspector: Int32Array.from(rows, ({ visit }) => {
      const { code, levels } = table.factor.team;
      return levels[code[visit] ?? 0] === '' ? -1 : (code[visit] ?? -1);
    }),
    unit: Int32Array.from(rows, ({ visit }) => {
      const code = table.unit.code[visit] ?? 0;
      const known = units.get(code) ?? units.size;
      units.set(code, known);
      return known;
    }),
    visit: Int32Array.from(rows, ({ visit }) => visit),
    fits,
  };
}

const index = new WeakMap<VisitTable, Map<number, number[]>>();

/** Points of the unit's visits before, the oldest first; of those known, strictly earlier than the visit. */
function pointsBefore(table: VisitTable, visit: number, before: number): number[] {
  let ofUnits = index.get(table);
  if (!ofUnits) {
    ofUnits = new Map();
    for (let place = 0; place < table.visits; place++) {
      const unit = table.unit.code[place] ?? 0;
      const list = ofUnits.get(unit) ?? [];
      list.push(place);
      ofUnits.set(unit, list);
    }
    index.set(table, ofUnits);
  }
  return (ofUnits.get(table.unit.code[visit] ?? 0) ?? [])
    .filter((place) => place < before)
    .map((place) => table.points[place] ?? 0);
}

/** Exponentially weighted mean, α = .3, of which the first value is the start. */
const ewma = (points: readonly number[]): number =>
  points.slice(1).reduce((mean, one) => 0.3 * one + 0.7 * mean, points[0] ?? 0);
