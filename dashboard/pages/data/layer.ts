import { t } from '../../i18n/translate.ts';

const known = [
  'intake',
  'staging',
  'facts',
  'features',
  'scores',
  'signals',
  'marts',
  'policy',
  'decision_log',
  'campaign',
  'planning',
  'history',
  'backtest',
  'dictionary',
] as const;

/** What a schema holds, in a word of the reader's language. Reactive. */
export function layerName(schema: string): string {
  const name = known.find((each) => each === schema);
  return name ? t(`data.layer.${name}`) : schema;
}
