import type { TableData } from '../../contracts/table-data.ts';
import { text } from '../../contracts/index.ts';
import type { Action } from './candidates.ts';
import { addMonths, doneDay, indexOf } from './months.ts';

/** Which unit is looked at, and how far. */
export interface Question {
  readonly unit: string;
  /** The newest month decided, `YYYY-MM`. */
  readonly month: string;
  /** Months after it that are looked at. */
  readonly horizon: number;
}

/** The file that everything done would come in. */
const FILE = 'what-if';

/**
 * What the models are run over in place of the snapshot: the unit, once for each set of actions, with all rows taken in
 * of it, and with rows as they would come if the actions were done in the month after: a ledger that strikes hazards
 * off, findings that are closed, returns, drills with full records. What the models compare a unit with (its kind's
 * reports, what visits find) stays as it is in the newest month.
 */
export const worldOf = (
  { unit, month, horizon }: Question,
  sets: readonly (readonly Action[])[],
): { readonly tables: readonly TableData[]; readonly views: Readonly<Record<string, string>> } => ({
  tables: [
    cloneTable(sets),
    chosenTable(sets),
    monthTable(month, horizon),
    buildTable(addMonths(month, horizon)),
  ],
  views: viewsOf(unit, month),
});

/** The relations of the unit's own world; `what_if.*` are the tables of the sets. */
function viewsOf(unit: string, month: string): Record<string, string> {
  const code = `'${unit.replaceAll("'", "''")}'`;
  const next = `${addMonths(month, 1)}-01`;
  const doneOn = `date '${doneDay(month)}'`;
  const received = `${doneOn} + interval 10 hour`;
  const clone = `${code} || '#' || a.clone`;
  // Of what goes by a number of its own every row is taken over: the newest may name another unit.
  const copied = (dataset: string, key?: string, namedBy: readonly string[] = [dataset]) =>
    `select r.* replace (
       case when r.unit_code = ${code} then r.unit_code || '#' || c.clone else r.unit_code end as unit_code
       ${key === undefined ? '' : `, r.${key} || '#' || c.clone as ${key}`})
     from snapshot.intake.${dataset} r cross join what_if.clone c
     where ${
       key === undefined
         ? `r.unit_code = ${code}`
         : `r.${key} in (${namedBy
             .map((name) => `select ${key} from snapshot.intake.${name} where unit_code = ${code}`)
             .join(' union all ')})`
     }`;
  const chosen = (kind: Action['kind'], alias = 'a') =>
    `(select clone, reference from what_if.chosen where kind = '${kind}') ${alias}`;
  const source = (receivedAt: string) => `'${FILE}' as file_id, 'what-if' as sheet,
    row_number() over ()::integer as row_number, ${receivedAt} as received_at,
    ${clone} as unit_code`;
  /** The months to come for which nothing was handed in yet. */
  const monthly = (kind: Action['kind'], dataset: string) =>
    `from ${chosen(kind)} cross join what_if.future f
     where not exists (select 1 from snapshot.intake.${dataset} r
       where r.unit_code = ${code} and r.report_month = f.month)`;
  return {
    'intake.file': `select * from snapshot.intake.file
      union all by name
      select '${FILE}' as file_id, '${FILE}' as file_name, 'loaded' as status,
        ${received} as received_at, ${received} as loaded_at`,
    'intake.unit': copied('unit'),
    'intake.unit_change': copied('unit_change', 'change_number'),
    'intake.inspection': copied('inspection', 'inspection_number', ['inspection', 'finding']),
    'intake.accident': copied('accident', 'accident_number'),
    // A ledger of a month after all that were handed in, so that it takes the place of none.
    'intake.hazard': `${copied('hazard')}
      union all by name
      select h.* exclude (received_at, known_from, known_to, nth, newest)
        replace ('${FILE}' as file_id, ${clone} as unit_code,
          row_number() over ()::integer as row_number,
          'struck_off' as status, ${doneOn} as closed_date,
          greatest(date '${next}', (h.newest + interval 1 month)::date) as report_month),
        ${received} as received_at
      from (
        select *, max(report_month) over () as newest,
          row_number() over (
            partition by hazard_number order by report_month desc, known_from desc, row_number desc
          ) as nth
        from snapshot.staging.hazard where unit_code = ${code} and known_to is null
      ) h
      join ${chosen('strike_off_hazard')} on a.reference = h.hazard_number
      where h.nth = 1`,
    'intake.finding': `${copied('finding', 'inspection_number', ['inspection', 'finding'])}
      union all by name
      select f.* exclude (received_at, known_from, known_to)
        replace ('${FILE}' as file_id, ${clone} as unit_code,
          f.inspection_number || '#' || a.clone as inspection_number,
          row_number() over ()::integer as row_number,
          'struck_off' as status, ${doneOn} as closed_date, ${doneOn} as verified_date),
        ${received} as received_at
      from snapshot.staging.finding f
      join ${chosen('rectify_finding')}
        on a.reference = f.inspection_number || '/' || f.finding_number
      where f.unit_code = ${code} and f.known_to is null`,
    'intake.hazard_return': `${copied('hazard_return')}
      union all by name
      select ${source(received)}, (a.reference || '-01')::date as report_month, 0 as hazards_found
      from ${chosen('hand_in')}
      union all by name
      select ${source('f.month + interval 20 day')}, f.month as report_month, 0 as hazards_found
      ${monthly('on_time', 'hazard_return')}`,
    'intake.drill': `${copied('drill')}
      union all by name
      select ${source('f.month + interval 25 day')}, f.month as report_month,
        (f.month + interval 9 day)::date as drill_date, 'fire' as drill_type,
        'practical' as drill_form, true as has_plan, true as has_record, true as has_comment,
        true as has_review, true as has_follow_up
      ${monthly('drill', 'drill')}`,
    'facts.month': `select month, cutoff, policy_version from snapshot.facts.month
      where month <= date '${month}-01'
      union all
      select f.month, (f.month + interval 1 month)::date, v.policy_version
      from what_if.future f
      left join snapshot.policy.version v on v.applies_from <= f.month and v.applies_to > f.month`,
    'features.return_scope': `select * from snapshot.features.return_scope
      union all
      select x.* replace (f.month as month) from snapshot.features.return_scope x
      cross join what_if.future f where x.month = date '${month}-01'`,
    // What was late stays as it was, but what is made up is done in the month after; and later ones are not late
    // where they are done in time.
    'features.campaign_spell': `select x.* replace (
        x.unit_code || '#' || c.clone as unit_code,
        case when m.clone is not null then least(x.to_index, ${indexOf(month) + 1})
          else x.to_index end as to_index)
      from snapshot.features.campaign_spell x
      cross join what_if.clone c
      left join ${chosen('make_up', 'm')}
        on m.clone = c.clone
        and m.reference = x.campaign
        and x.accepted_until >= ${doneOn}
        and x.due_index <= ${indexOf(month)}
      left join ${chosen('keep_campaigns', 'k')} on k.clone = c.clone
      where x.unit_code = ${code}
        and (x.due_index <= ${indexOf(month)} or k.clone is null)`,
    'features.own_report': goingOn('own_report', code, month, []),
    'features.expected_finding': goingOn('expected_finding', code, month, [
      ['expected', 'x.expected_if_clean'],
      ['expected_low', 'x.expected_low * x.expected_if_clean / greatest(x.expected, 1e-9)'],
      ['expected_high', 'x.expected_high * x.expected_if_clean / greatest(x.expected, 1e-9)'],
      ['weighted_visits', 'x.weighted_visits + 1'],
      ['above_probability', 'x.above_probability_if_clean'],
      ['verdict', 'x.verdict_if_clean'],
    ]),
    'decision_log.decision': `select d.* replace (d.unit_code || '#' || c.clone as unit_code)
      from snapshot.decision_log.decision d cross join what_if.clone c
      where d.unit_code = ${code} and d.month <= date '${month}-01'`,
  };
}

/**
 * A feature in which the unit is compared with others, for its every copy: as it was, and in the months to come
 * as in the newest, but for what a clean visit changes.
 */
const goingOn = (
  name: string,
  code: string,
  month: string,
  ifClean: readonly (readonly [string, string])[],
): string =>
  `select x.* replace (x.unit_code || '#' || c.clone as unit_code)
   from snapshot.features.${name} x cross join what_if.clone c
   where x.unit_code = ${code} and x.month <= date '${month}-01'
   union all
   select x.* replace (${[
     "x.unit_code || '#' || c.clone as unit_code",
     'f.month as month',
     ...ifClean.map(
       ([column, then]) =>
         `case when v.clone is null then x.${column} else ${then} end as ${column}`,
     ),
   ].join(', ')})
   from snapshot.features.${name} x
   cross join what_if.clone c
   cross join what_if.future f
   left join (select clone from what_if.chosen where kind = 'visit') v on v.clone = c.clone
   where x.unit_code = ${code} and x.month = date '${month}-01'`;

const nothing = text('推演', 'What if');

const table = (
  schema: string,
  name: string,
  columns: readonly (readonly [string, string])[],
  rows: TableData['rows'],
): TableData => ({
  schema,
  table: name,
  comment: nothing,
  columns: columns.map(([column, type]) => ({ name: column, type, label: nothing })),
  rows,
});

const cloneTable = (sets: readonly unknown[]): TableData =>
  table(
    'what_if',
    'clone',
    [['clone', 'varchar']],
    sets.map((_, index) => [String(index)]),
  );

const chosenTable = (sets: readonly (readonly Action[])[]): TableData =>
  table(
    'what_if',
    'chosen',
    [
      ['clone', 'varchar'],
      ['kind', 'varchar'],
      ['reference', 'varchar'],
    ],
    sets.flatMap((set, index) =>
      set.map(({ kind, reference }) => [String(index), kind, reference]),
    ),
  );

const monthTable = (month: string, horizon: number): TableData =>
  table(
    'what_if',
    'future',
    [['month', 'date']],
    Array.from({ length: horizon }, (_, index) => [`${addMonths(month, index + 1)}-01`]),
  );

/** Everything is published after the last month, when nothing of it can still come. */
const buildTable = (last: string): TableData =>
  table(
    'policy',
    'build',
    [
      ['as_of_month', 'date'],
      ['snapshot_id', 'varchar'],
      ['published_at', 'timestamp'],
    ],
    [[`${last}-01`, FILE, `${addMonths(last, 1)}-28 00:00:00`]],
  );
