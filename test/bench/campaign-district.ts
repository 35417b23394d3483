import type { DuckDBConnection } from '@duckdb/node-api';
import { loadCampaigns, readCampaignFiles } from '../../pipeline/campaigns/index.ts';
import { historyStep, loadPolicies } from '../../pipeline/decision/index.ts';
import { formFields } from '../../pipeline/contracts/forms/safety-month-table.ts';
import { buildTable } from '../../pipeline/warehouse/build-table.ts';
import { readPolicyFiles } from '../../pipeline/warehouse/index.ts';
import { planModels } from '../../pipeline/warehouse/lineage.ts';
import { loadTable } from '../../pipeline/warehouse/load-table.ts';
import { migrate } from '../../pipeline/warehouse/migrate.ts';
import { readModels, type Model } from '../../pipeline/warehouse/model-file.ts';
import { dataRelation, ownRelations } from '../../pipeline/warehouse/relation.ts';

/** The models whose time is that of the calendar. */
const MEASURED = new Set([
  'facts.debtor',
  'facts.campaign_occurrence',
  'facts.campaign_evidence',
  'facts.unit_fact',
  'facts.owner_set',
  'facts.owner_span',
  'facts.obligation_done',
  'facts.obligation_excused',
  'facts.obligation',
  'marts.campaign_progress',
  'marts.campaign_progress_kind',
  'marts.campaign_area_day',
  'facts.obligation_late',
]);

const MONTHS = 36;

const KINDS = `['kindergarten', 'kindergarten', 'primary', 'primary', 'junior_secondary', 'senior_secondary', 'training', 'campus', 'nine_year', 'vocational']`;

/** Twenty units an area, as in the sample district; a large one has no more areas than a province has counties. */
const areasOf = (units: number): number => Math.min(120, Math.max(3, Math.round(units / 20)));

/** Rows of one month for each unit, received within the week about the month's end. */
const monthly = (dataset: string, columns: string, repeats = 1, when = 'true'): string => `
  insert into intake.${dataset} by name
  select 'f' || month_at as file_id, '${dataset}' as sheet, row_number() over ()::integer as row_number,
    (month + interval 1 month)::timestamp - interval 6 hour
      + to_days((hash(unit, month_at) % 7)::integer - 4) as received_at,
    month as report_month, 'U' || unit as unit_code, ${columns}
  from month cross join unit cross join (select range::integer as nth from range(${repeats})) as repeat
  where ${when} and hash(unit, month_at, nth, '${dataset}') % 100 < 88`;

const FIELDS = formFields
  .map(({ name, kind }) =>
    kind === 'number' ? `7 as ${name}` : kind === 'text' ? `'x' as ${name}` : `true as ${name}`,
  )
  .join(', ');

/** A district of so many units that log all that campaigns ask for, made by DuckDB itself. */
async function takeIn(connection: DuckDBConnection, units: number): Promise<void> {
  const statements = [
    `create temp table unit as select range as unit from range(${units})`,
    `create temp table month as
       select range::integer as month_at, (date '2023-11-01' + to_months(range::integer))::date as month
       from range(${MONTHS})`,
    `insert into intake.file by name
       select 'f' || month_at as file_id, 'f' || month_at as file_name, 'loaded' as status,
         (month + interval 1 month)::timestamp - interval 6 hour as received_at,
         (month + interval 1 month)::timestamp as loaded_at
       from month
       union all by name
       select 'register' as file_id, 'register' as file_name, 'loaded' as status,
         timestamp '2023-10-20' as received_at, timestamp '2023-10-20' as loaded_at`,
    `insert into intake.unit by name
       select 'register' as file_id, 'units' as sheet, unit::integer as row_number,
         timestamp '2023-10-20' as received_at, 'U' || unit as unit_code, 'Unit ' || unit as unit_name,
         (${KINDS})[1 + unit % 10] as kind,
         case when unit % 3 = 0 then 'private' else 'public' end as ownership,
         'A' || (unit % ${areasOf(units)}) as area, unit < ${areasOf(units)} as area_lead, 'open' as unit_status,
         case when unit % 10 = 7 then 'U' || (unit - 4) end as parent_code,
         unit % 4 = 0 as chemistry_laboratory, unit % 5 = 0 as exam_site,
         (unit % 6)::integer as school_buses, 500 as students, 40 as staff
       from unit`,
    // Half way, some units move, and some are known to have a laboratory.
    `insert into intake.file by name
       select 'register 2' as file_id, 'register 2' as file_name, 'loaded' as status,
         timestamp '2025-05-06' as received_at, timestamp '2025-05-06' as loaded_at`,
    `insert into intake.unit by name
       select * replace ('register 2' as file_id, timestamp '2025-05-06' as received_at,
         'A' || ((row_number + 1) % ${areasOf(units)}) as area, row_number % 100 = 0 as chemistry_laboratory)
       from intake.unit where row_number % 50 = 0`,
    monthly(
      'hazard_return',
      `20 + (unit % 3)::integer as self_checks, 2 as hazards_found, 0 as hazards_open`,
    ),
    monthly(
      'drill',
      `(month + 9)::date as drill_date, 'fire' as drill_type, 'practical' as drill_form`,
    ),
    monthly(
      'activity',
      `(month + 3 + 4 * nth)::date as activity_date,
       (['training', 'lecture', 'education', 'guard_exercise', 'daily_check', 'study'])[1 + nth] as activity_type,
       (['fire', 'security', 'education', 'general', 'general', 'general'])[1 + nth] as topic,
       case when nth in (3, 4) then 22 else 1 end as times, 2 as photos`,
      6,
    ),
    monthly(
      'hand_in',
      `(month + 12 + nth)::date as handed_in_on, 'P' || nth as document_title, 'general' as topic,
       (['plan', 'drill_plan', 'drill_summary', 'summary'])[1 + (month_at + nth) % 4] as document`,
      2,
    ),
    monthly(
      'hand_in',
      `(month + 20)::date as handed_in_on, 'Exemption' as document_title, 'general' as topic,
       'exemption' as document, 'three_year_action' as campaign, '137' as item`,
      1,
      'unit % 40 = 5',
    ),
    monthly(
      'risk_list',
      `'F1' as risk_number, 'fire' as work_area, 'x' as risk_description, 'low' as risk_level`,
    ),
    monthly('platform_upload', `'province' as platform, (month + 29)::date as uploaded_on`),
    monthly(
      'education_task',
      `'T' as platform_task, 500 as students_assigned, 500 as students_completed`,
    ),
    monthly(
      'hazard',
      `'H' || month_at || '-' || unit as hazard_number, (month + 4)::date as found_date,
       'x' as description, 'fire' as work_area, 'general' as severity, (month + 40)::date as deadline,
       case when unit % 5 = 0 then 'rectifying' else 'struck_off' end as status,
       case when unit % 5 = 0 then null else (month + 20)::date end as closed_date`,
    ),
    monthly('safety_month_return', `1 as units_covered, ${FIELDS}`, 1, 'month(month) = 6'),
    monthly('fire_check', `(month + 5)::date as fire_check_date, 'monthly' as occasion`),
  ];
  for (const statement of statements) await connection.run(statement);
}

/** An engine in which the calendar of a district can be built again and again. */
export interface CalendarBench {
  readonly build: () => Promise<void>;
  readonly rows: () => Promise<number>;
}

/** Prepares all that the measured models read. */
export async function calendarBench(
  connection: DuckDBConnection,
  units: number,
): Promise<CalendarBench> {
  await migrate(connection);
  const tables = [
    ...loadPolicies(readPolicyFiles()),
    ...loadCampaigns(readCampaignFiles()),
    buildTable('bench', '2026-10', new Date('2026-11-01T08:00:00+08:00'), 'bench'),
  ];
  for (const table of tables) await loadTable(connection, table);
  await takeIn(connection, units);
  const given = [...ownRelations, ...tables.map(dataRelation)];
  const names = new Set(given.map(({ schema, name }) => `${schema}.${name}`));
  const { order, arrows } = await planModels(connection, readModels(), names, [historyStep]);
  // The views read the hazards and the safety month too.
  const needed = new Set([...MEASURED, 'marts.campaign_hazard_day', 'marts.safety_month_field']);
  for (const { relation } of order.toReversed())
    if (needed.has(relation))
      for (const { from, to } of arrows) if (to === relation) needed.add(from);
  for (const schema of ['staging', 'facts', 'marts', 'features', 'scores'])
    await connection.run(`create schema ${schema}`);
  const run = (model: Model) =>
    connection.run(`create or replace ${model.materialized} ${model.relation} as ${model.sql}`);
  const measured = order.filter(({ relation }) => MEASURED.has(relation));
  for (const model of order)
    if (needed.has(model.relation) && !MEASURED.has(model.relation)) await run(model);
  return {
    build: async () => {
      for (const model of measured) await run(model);
    },
    rows: async () => {
      const found = await connection.runAndReadAll(
        'select count(*)::integer from facts.obligation',
      );
      return Number(found.value(0, 0));
    },
  };
}
