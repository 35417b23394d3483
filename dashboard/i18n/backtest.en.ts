import type { backtestZh } from './backtest.zh.ts';

export const backtestEn: Readonly<Record<keyof typeof backtestZh, string>> = {
  'backtest.title': 'Do the scores foretell what is found?',
  'backtest.standfirst':
    'At each origin every unit is scored from what had been received by then, and judged by its first visit in the {window} months after.',
  'backtest.run':
    '{from} to {to}, origins: {origins}; units: {units}, visits: {visits}, with a serious finding: {events} ({rate}).',
  'backtest.better':
    '{method}: visiting the fifth with the highest scores first finds {recall} of the serious findings, {lift} times as many as visiting by lot (95% interval {low}–{high}).',
  'backtest.chance':
    '{method}: visiting the fifth with the highest scores first finds {lift} times as many serious findings as a lot, but the 95% interval {low}–{high} includes 1: it is not shown to be better than chance. Tiers should then rest on gates and returns alone.',
  'backtest.beats':
    'Beside {count} simple methods (AUC), {method}: clearly better than {better}, clearly worse than {worse}; from the others it cannot be told apart.',
  'backtest.few':
    'Serious findings: only {events}. The intervals below are wide and settle nothing.',
  'backtest.days':
    'With the dates of visits fixed and only their order changed ({method}), serious findings come {days} days earlier on average; {within} days when each team reorders its own visits only.',
  'backtest.status.no_visits': 'No visits to judge by',
  'backtest.status.few_months': 'Too short a record of visits',
  'backtest.status.no_events': 'Nothing to compare',
  'backtest.hint.no_visits':
    'Once inspections and findings are received, the scores are shown here beside what was found.',
  'backtest.hint.few_months':
    'It takes at least a year of visits before an origin and a whole window after it.',
  'backtest.hint.no_events':
    'All visits of the windows found something serious, or none did, so there is nothing to compare.',
  'backtest.methods.title': 'Methods compared',
  'backtest.methods.note':
    'Dot: the figure; bar: its 95% interval (bootstrap over units); dashes: what a lot would show. Diamonds are our own methods, round dots the simple ones.',
  'backtest.methods.label': '{metric} by method: {list}',
  'backtest.curve.title': 'Lift curve',
  'backtest.curve.note':
    'Visiting in the order of each method, how much of what is serious has been found after a share of the visits; dots: by lot.',
  'backtest.curve.label': 'Lift curve: after a fifth of the visits, {list}',
  'backtest.curve.visits': 'Share of the visits made',
  'backtest.curve.findings': 'Serious findings found',
  'backtest.calibration.title': 'Can the probabilities be trusted?',
  'backtest.calibration.note':
    '{method}: visits of similar probability in ten bins, bars are 95% intervals; on the dashed line what was said is what came true.',
  'backtest.calibration.inside':
    'Calibration error {error}; a perfectly calibrated model may show up to {limit} on so many visits: no bias to be seen. Slope {slope}.',
  'backtest.calibration.outside':
    'Calibration error {error}, more than the {limit} that a perfectly calibrated model may show: the probabilities are biased. Slope {slope}.',
  'backtest.calibration.label': 'Calibration: {list}',
  'backtest.calibration.point': 'said {predicted}, was {observed}',
  'backtest.calibration.predicted': 'Probability said',
  'backtest.calibration.observed': 'Share observed',
  'backtest.windows.title': 'Window by window',
  'backtest.windows.note':
    '{method}, {metric}; the band is the 95% interval, dashes are what a lot would show.',
  'backtest.windows.label': '{metric} window by window: {list}',
  'backtest.groups.title': 'Are all kinds of unit treated alike?',
  'backtest.groups.note':
    '{method}: each group less all other units, in percentage points, with 95% intervals; dashes: no difference. Groups with fewer than five serious findings are not compared.',
  'backtest.groups.label': 'Gaps of groups: {list}',
  'backtest.groups.clear': 'Groups whose gap is more than chance: {list}.',
  'backtest.groups.none': "No group's gap is more than chance.",
  'backtest.groups.unknown': 'The register does not tell: {list}.',
  'backtest.groups.join': '; ',
  'backtest.groups.metric': 'What is compared',
  'backtest.groups.method': 'Method',
  'backtest.group_metric.flagged_rate': 'Share in the top fifth',
  'backtest.group_metric.false_alarm_rate': 'False alarms',
  'backtest.group_metric.recall_20': 'Recall',
  'backtest.group_metric.event_rate': 'Serious findings',
  'backtest.grouping.ownership': 'Public or private',
  'backtest.grouping.setting': 'Urban or rural',
  'backtest.grouping.size': 'Size',
  'backtest.grouping.kind': 'Kind of unit',
  'backtest.setting.urban': 'Urban subdistrict',
  'backtest.setting.rural': 'Town or township',
  'backtest.size.large': 'Large (1,000 or more)',
  'backtest.size.medium': 'Medium (300–999)',
  'backtest.size.small': 'Small (under 300)',
  'backtest.differences.title': 'Pair by pair',
  'backtest.differences.note':
    '{method} less each other method on the same samples, with 95% intervals; where 0 is outside, the difference is more than chance.',
  'backtest.differences.baseline': 'Held against',
  'backtest.explained.title': 'Methods and their sources',
  'backtest.explained.method': 'Method',
  'backtest.measures.title': 'What the figures say',
  'backtest.measures.metric': 'Figure',
  'backtest.limits':
    'Only units that were visited can judge: what goes wrong where nobody went is not known. Most visits were chosen by people; only those drawn by lot are free of that choice.',
  'backtest.column.group': 'Group',
  'backtest.column.visits': 'Visits',
  'backtest.column.events': 'Serious',
  'backtest.column.gap': 'Gap to others',
  'backtest.column.window': 'Window',
  'backtest.column.share': 'Share visited',
  'backtest.column.bin': 'Bin',
};
