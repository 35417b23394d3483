import type { DuckDBConnection, Json } from '@duckdb/node-api';
import { planTiers, type SkillFact } from './rules.ts';
import type { PlanUnit } from './unit.ts';

/** Column of `marts.plan_candidate` that says whether a unit has it. */
const FACTS: readonly (readonly [string, SkillFact])[] = [
  ['canteen', 'canteen'],
  ['chemistry_laboratory', 'chemistry_laboratory'],
  ['has_school_buses', 'school_buses'],
  ['simple_premises', 'simple_premises'],
  ['works_in_progress', 'works_in_progress'],
];

/**
 * The units that may be visited, as a snapshot knows them, by code.
 * @param connection to a snapshot
 */
export async function readUnits(connection: DuckDBConnection): Promise<PlanUnit[]> {
  const reader = await connection.runAndReadAll(
    'select * from marts.plan_candidate order by unit_code',
  );
  return reader.getRowObjectsJson().map(unitOf);
}

const string = (value: Json | undefined): string | null =>
  value === null || value === undefined ? null : String(value);

function unitOf(row: Record<string, Json>): PlanUnit {
  const team = string(row['last_team']);
  const tier = planTiers.find((name) => name === row['tier']) ?? 'blue';
  return {
    code: String(row['unit_code']),
    name: String(row['unit_name']),
    kind: String(row['kind']),
    area: String(row['area']),
    tier,
    score: Number(row['score']),
    reason: string(row['main_reason']),
    expected: Number(row['serious_expected']),
    people: Number(row['people']),
    hasBoarders: row['has_boarders'] === true,
    examSite: row['exam_site'] === true,
    facts: ['always', ...FACTS.filter(([column]) => row[column] === true).map(([, fact]) => fact)],
    position: positionOf(row),
    lastVisit: string(row['last_visit']),
    lastInspectors:
      team === null
        ? []
        : namesIn(string(row['inspectors']) ?? '').map((name) => `${team}/${name}`),
    lastCheckup: string(row['last_checkup']),
  };
}

/** The names in a hand-written list. */
const namesIn = (list: string): string[] =>
  list
    .split(/[、,，;；/\s]+/)
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** Intake has brought every position to WGS-84. */
function positionOf(row: Record<string, Json>): [number, number] | null {
  const [longitude, latitude] = [row['longitude'], row['latitude']];
  return typeof longitude === 'number' && typeof latitude === 'number'
    ? [longitude, latitude]
    : null;
}
