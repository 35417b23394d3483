/** What a page asks of the server when it is opened. */
export type Visit = readonly string[];

const query = (name: string, parameters: Readonly<Record<string, string>> = {}): string => {
  const search = new URLSearchParams(parameters).toString();
  return `/api/query/${name}${search ? `?${search}` : ''}`;
};

const queries = (...names: readonly string[]) => names.map((name) => query(name));

/** The pages as they ask (`dashboard/pages`), of a unit and a month. */
export const visits: readonly ((unit: string, month: string) => Visit)[] = [
  (_unit, month) => [
    '/api/health',
    ...queries('unit_month', 'unit', 'area', 'policy_indicator', 'policy_gate', 'code', 'campaign'),
    ...queries('month_program'),
    query('change', { month }),
  ],
  (_unit, month) => [
    '/api/health',
    ...queries('unit_month', 'unit'),
    query('unit_indicator', { month }),
    query('verification', { month }),
  ],
  (unit, month) => [
    '/api/health',
    ...['unit', 'decision', 'hazard', 'hazard_event', 'drill', 'drill_month'].map((name) =>
      query(name, { unit }),
    ),
    ...['inspection', 'finding', 'accident', 'return', 'unit_change'].map((name) =>
      query(name, { unit }),
    ),
    query('decision_reason', { unit, month }),
    query('decision_change', { unit }),
    query('decision_anew', { unit, month }),
    ...queries('policy_indicator', 'policy_indicator_group', 'policy_gate', 'policy_tier'),
    ...queries('policy_hold', 'policy_regime', 'field'),
  ],
  (unit, month) => [query('evidence', { unit, month })],
  (_unit, month) => [
    '/api/health',
    ...queries('file', 'dataset', 'quarantine_reason', 'quarantine_file', 'return'),
    query('return_status', { month }),
  ],
  () => queries('relation', 'field', 'test', 'lineage'),
  () => ['/api/health', ...queries('campaign', 'campaign_due', 'campaign_late_unit')],
  () => [
    '/api/health',
    ...queries('policy_version', 'policy_setting', 'policy_tier', 'backtest_run', 'bunching'),
    ...queries('backtest_metric', 'backtest_lift_curve', 'backtest_calibration'),
  ],
];
