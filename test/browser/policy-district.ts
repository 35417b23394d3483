import { tableFromJSON, type Table } from 'apache-arrow';
import { vi } from 'vitest';
import { answerQueries } from './fake-server.ts';

type Row = Readonly<Record<string, unknown>>;

const label = (en: string): Row => ({ label_zh: `${en}（中）`, label_en: en });

const version = (policy_version: string, from: string, to: string, news: Row): Row => ({
  ...{ policy_version, effective_from: from, applies_from: from, applies_to: to },
  ...{ title_zh: `规则 ${policy_version}`, title_en: `Rules ${policy_version}`, ...news },
});

const indicator = (name: string, group: string, weight: number, cap: number, en: string): Row => ({
  ...{ indicator: name, indicator_group: group, weight, cap, ...label(en) },
  ...{ unit_zh: '项', unit_en: 'items', lookback_months: 12, source_rule: 'H1' },
  ...{ reason_zh: '有 {value} 项', reason_en: `{value} of them in {months} months` },
});

const tier = (name: string, minimum_score: number, en: string): Row => ({
  ...{ tier: name, minimum_score, ...label(en) },
});

const cut = (cut_name: string, at: number, strips: readonly number[], more: Row = {}): Row => {
  const [far_below = 0, below = 0, above = 0, far_above = 0] = strips;
  return {
    ...{ cut_kind: 'tier', cut_name, cut: at, units: far_below + below + above + far_above },
    ...{ far_below, below, above, far_above, excess: below - above, z: 0.5, limit_z: 2.81 },
    ...{ is_enough: true, is_bunched: false, ...more },
  };
};

/** One version's row of a table, for both versions. */
const ofBoth = (rows: readonly Row[]): Row[] =>
  ['2023-09', '2026-01'].flatMap((policy_version) =>
    rows.map((row) => ({ policy_version, ...row })),
  );

const rowsOf: Readonly<Record<string, readonly Row[]>> = {
  code: [{ list: 'unit_kind', code: 'primary', label_zh: '小学', label_en: 'Primary school' }],
  dataset: [{ dataset: 'hazard_return', label_zh: '隐患月报', label_en: 'Hazard return' }],
  policy_version: [
    version('2023-09', '2023-09-01', '2026-01-01', {
      ...{ published_by: null, published_at: null, note: null },
    }),
    version('2026-01', '2026-01-01', '2299-01-01', {
      published_by: 'Chief Wu',
      published_at: '2025-12-20T09:00:00',
      note: 'Silence said too much',
    }),
  ],
  policy_indicator_group: ofBoth([
    { indicator_group: 'hazard', ...label('Rectification') },
    { indicator_group: 'responsibility', ...label('Responsibility') },
  ]),
  policy_indicator: ofBoth([
    indicator('hazard_overdue', 'hazard', 60, 5, 'Hazards overdue'),
    indicator('return_missing', 'responsibility', 40, 4, 'Returns missing'),
  ]),
  policy_gate: ofBoth([
    {
      ...{ gate: 'accident_recent', lookback_months: 36, minimum_tier: 'orange' },
      ...{ reason_zh: '有 {value} 起事故', reason_en: '{value} accidents in {months} months' },
      ...{ source_rule: 'I2', ...label('Accident in the look-back') },
    },
  ]),
  policy_tier: ofBoth([
    tier('red', 60, 'Red'),
    tier('orange', 45, 'Orange'),
    tier('yellow', 30, 'Yellow'),
    tier('blue', 0, 'Blue'),
  ]),
  policy_regime: ofBoth([
    {
      ...{ enter_score: 45, leave_score: 40, enter_responsibility: 12, leave_responsibility: 10 },
      ...{ enter_hazard: 15, leave_hazard: 12, months_to_leave: 3, tier_margin: 2 },
      ...{ full_checkup_visits: 1, intensified_visits: 4 },
    },
  ]),
  policy_exposure: ofBoth([
    { indicator: 'exposure_people', fact: 'boarders', points: 5, ...label('Boarders') },
  ]),
  policy_drill: ofBoth([{ kind: 'primary', every_months: 1, minimum_year: 10, extra_year: 0 }]),
  policy_holiday: ofBoth([{ month_number: 8 }]),
  policy_return: ofBoth([
    { dataset: 'hazard_return', kind: 'primary', day: 28, reported_by: 'unit' },
  ]),
  policy_severity: ofBoth([{ severity: 'major', points: 6 }]),
  policy_accident: ofBoth([{ accident_level: 'general', points: 2, gate: true }]),
  policy_signal: ofBoth([
    { ...{ signal: 'zero_run', ordinal: 1, rate: 0.004 }, ...label('Run of zero returns') },
  ]).concat({
    ...{ policy_version: '2026-01', signal: 'digit_heaping', ordinal: 2, rate: 0.004 },
    ...label('Round figures only'),
  }),
  policy_signal_off: [
    {
      ...{ policy_version: '2023-09', signal: 'digit_heaping', ordinal: 1 },
      ...label('Round figures only'),
    },
  ],
  policy_setting: ofBoth([{ bunching_points: 2, bunching_months: 12, hazard_months: 12 }]),
};

/** Cuts of which one can be told. */
const oneToldCut: readonly Row[] = [
  cut('red', 60, [1, 1, 0, 0], { is_enough: false }),
  cut('orange', 45, [2, 3, 1, 0], { is_enough: false }),
  cut('yellow', 30, [20, 21, 19, 18]),
];

/** Cuts of which none can be told; of which one is bunched. */
export const noToldCut = oneToldCut.slice(0, 2);
export const bunchedCut = [
  ...oneToldCut.slice(0, 2),
  cut('yellow', 30, [20, 44, 8, 18], { is_bunched: true, z: 4.2 }),
];

/** Tables of a district with two versions of the rules, by name of query. */
const policyDistrict = (cuts: readonly Row[] = oneToldCut): Record<string, Table> => ({
  ...Object.fromEntries(
    Object.entries(rowsOf).map(([name, list]) => [
      name,
      tableFromJSON(list as Record<string, unknown>[]),
    ]),
  ),
  bunching: tableFromJSON(cuts as Record<string, unknown>[]),
});

const fields = [
  ...['hazard_overdue', 'return_missing'].flatMap((name, index) => [
    { field: `indicators.${name}.weight`, value: [60, 40][index] ?? 0 },
    { field: `indicators.${name}.cap`, value: [5, 4][index] ?? 0 },
  ]),
  ...['score', 'responsibility', 'hazard'].flatMap((name, index) => [
    { field: `regime.${name}.enter`, value: [45, 12, 15][index] ?? 0 },
    { field: `regime.${name}.leave`, value: [40, 10, 12][index] ?? 0 },
  ]),
  { field: 'regime.months_to_leave', value: 3 },
  { field: 'regime.visits_a_year.full_checkup', value: 1 },
  { field: 'regime.visits_a_year.intensified', value: 4 },
  { field: 'tiers.levels.red.minimum_score', value: 60 },
  { field: 'tiers.levels.orange.minimum_score', value: 45 },
  { field: 'tiers.levels.yellow.minimum_score', value: 30 },
  { field: 'tiers.margin', value: 2 },
  { field: 'gates.accident_recent.minimum_tier', value: 'orange' },
  { field: 'gates.accident_recent.lookback_months', value: 36 },
  { field: 'history.above_points', value: 2 },
  { field: 'signals.accepted_share', value: 0.05 },
  { field: 'signals.list.zero_run.rate', value: 0.004 },
];

const counts = (moved: number) => ({
  regimes: [
    { name: 'intensified', before: 2, after: 2 + moved },
    { name: 'full_checkup', before: 6, after: 6 - moved },
  ],
  tiers: [
    { name: 'orange', before: 2, after: 2 + moved },
    { name: 'blue', before: 6, after: 6 - moved },
  ],
  visits: { before: 14, after: 14 + 3 * moved },
});

const move = {
  ...{ unit_code: 'A1', unit_name: 'Alder School', kind: 'primary', area: 'North' },
  ...{ regime_before: 'full_checkup', regime: 'intensified' },
  ...{ tier_before: 'blue', tier: 'orange', score_before: 41.2, score: 48.6 },
  ...{ cause_kind: 'indicator', cause: 'hazard_overdue', cause_points: 7.4 },
};

/** What was asked of the lab. */
export interface Asked {
  readonly trials: {
    readonly base: string;
    readonly changes: Record<string, unknown>;
    readonly since: string;
    readonly against?: string;
  }[];
  readonly published: Record<string, unknown>[];
}

/**
 * Answers queries and the lab in place of the server. A draft whose weights do not sum to 100 is refused at
 * `indicators`, as the server does; any other that changes something moves one unit.
 */
export function answerLab(cuts?: readonly Row[], snapshot?: string): Asked {
  answerQueries(policyDistrict(cuts), undefined, snapshot);
  const queries = window.fetch;
  const asked: Asked = { trials: [], published: [] };
  const json = (body: object, status = 200) => Promise.resolve(Response.json(body, { status }));
  vi.stubGlobal('fetch', (url: string, init?: RequestInit): Promise<Response> => {
    if (url.startsWith('/api/policy/fields')) {
      const newer = url.endsWith('2026-01');
      return json({
        fields: [
          ...fields.map((each) =>
            newer && each.field === 'tiers.margin' ? { ...each, value: 3 } : each,
          ),
          ...(newer ? [{ field: 'signals.list.digit_heaping.rate', value: 0.004 }] : []),
        ],
      });
    }
    if (url === '/api/publication') return json({ state: 'idle', error: null });
    if (url === '/api/policy/first-month') return json({ month: '2026-11' });
    const body = JSON.parse(
      typeof init?.body === 'string' ? init.body : '{}',
    ) as Asked['trials'][0];
    if (url === '/api/policy/publish') {
      const news: Record<string, unknown> = { ...body };
      const where = { file: null, sheet: null, row: null, column: 'note' };
      const message = 'say why';
      if (news['note'] === '')
        return json({ error: { code: 'policy_invalid', message, where, hint: null } }, 422);
      asked.published.push(news);
      return json({}, 202);
    }
    if (url !== '/api/policy/try') return queries(url, init);
    asked.trials.push(body);
    const weights = fields
      .filter(({ field }) => field.endsWith('.weight'))
      .reduce((sum, { field, value }) => sum + Number(body.changes[field] ?? value), 0);
    if (weights !== 100) {
      const where = { file: null, sheet: null, row: null, column: 'indicators' };
      const message = `the weights sum to ${String(weights)}`;
      return json({ error: { code: 'policy_invalid', message, where, hint: null } }, 422);
    }
    const moved = Object.keys(body.changes).length > 0 || body.against !== undefined ? 1 : 0;
    return json({
      ...{ month: '2026-10', from: '2025-11', units: 8, regime_moved: moved, tier_moved: moved },
      ...{ ...counts(moved), moves: moved ? [move] : [], lift: null, models: 9 },
      history_refitted: Object.keys(body.changes).filter((field) => field.startsWith('history.')),
      milliseconds: 120,
    });
  });
  return asked;
}
