import { resource, type Resource } from '../../data/resource.svelte.ts';
import { rows, type Cell } from '../../data/rows.ts';
import { query } from '../../data/session.svelte.ts';
import { view } from '../../data/view.svelte.ts';
import { place } from '../../router/place.svelte.ts';
import { versionInForce, type RuleBook, type SignalRow, type VersionRow } from './rule-book.ts';

const tables = [
  'policy_indicator_group',
  'policy_indicator',
  'policy_gate',
  'policy_tier',
  'policy_regime',
  'policy_exposure',
  'policy_drill',
  'policy_holiday',
  'policy_return',
  'policy_severity',
  'policy_accident',
  'policy_signal',
  'policy_setting',
] as const;

/** Every version, and all of one of them. */
export interface RuleShelf {
  readonly versions: readonly VersionRow[];
  readonly inForce: VersionRow;
  /** Of every version the signals that it does not name. */
  readonly signalsOff: readonly SignalRow[];
  readonly book: RuleBook;
}

/**
 * Loads the version that the address names, else the one in force in the month shown. Call it while a component
 * is being set up.
 * @param parameter of the address that names the version
 */
export const ruleShelf = (parameter = 'version'): Resource<RuleShelf> =>
  resource(async () => {
    const month = view.month;
    const asked = place.parameter(parameter);
    const [versionTable, offTable, datasets, ...answers] = await Promise.all([
      query('policy_version'),
      query('policy_signal_off'),
      query('dataset'),
      ...tables.map((name) => query(name)),
    ]);
    const versions = rows<VersionRow>(versionTable);
    const inForce = versionInForce(versions, month) ?? versions[0];
    const signalsOff = rows<SignalRow>(offTable);
    const version = versions.find((each) => each.policy_version === asked) ?? inForce;
    if (!version || !inForce) throw new RangeError('the snapshot holds no policy');
    const of = <Row extends object>(name: (typeof tables)[number]): Row[] => {
      const table = answers[tables.indexOf(name)];
      return table
        ? rows<Row & { policy_version: string }>(table).filter(
            (row) => row.policy_version === version.policy_version,
          )
        : [];
    };
    const [regime] = of<RuleBook['regime']>('policy_regime');
    if (!regime) throw new RangeError(`no regime of version ${version.policy_version}`);
    const numbers = of<Record<string, Cell>>('policy_setting')[0] ?? {};
    const book: RuleBook = {
      version,
      groups: of('policy_indicator_group'),
      indicators: of('policy_indicator'),
      gates: of('policy_gate'),
      tiers: of('policy_tier'),
      regime,
      exposures: of('policy_exposure'),
      drills: of('policy_drill'),
      holidays: of<{ month_number: number }>('policy_holiday').map((row) => row.month_number),
      returns: of('policy_return'),
      severities: of('policy_severity'),
      accidents: of('policy_accident'),
      signals: [
        ...of<SignalRow>('policy_signal'),
        ...signalsOff.filter((row) => row.policy_version === version.policy_version),
      ],
      settings: Object.fromEntries(
        Object.entries(numbers).flatMap(([name, value]) =>
          typeof value === 'number' ? [[name, value]] : [],
        ),
      ),
      datasets: rows(datasets),
    };
    return { versions, inForce, signalsOff, book };
  });
