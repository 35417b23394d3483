import { formFields } from '../../../pipeline/contracts/forms/safety-month-table.ts';
import type { FilledForm } from '../../../pipeline/contracts/forms/safety-month-workbook.ts';
import { numberOfMonth, type Month } from '../calendar.ts';
import type { Random } from '../random.ts';
import type { Row, Value } from '../row.ts';
import type { Unit } from '../units.ts';

/** What a district sends of the safety month. */
export interface SafetyMonth {
  /** Collected by the bureau in one list. */
  readonly listed: readonly Row[];
  /** Sent by parents themselves, each in the form's own merged layout. */
  readonly forms: readonly Row[];
}

/**
 * The tables of the safety month, in June: every unit fills one in, and a central school or the head of a
 * group sends that of all it has; the first few of these send the form itself. One in so many adds up wrongly.
 */
export function safetyMonth(random: Random, month: Month, units: readonly Unit[]): SafetyMonth {
  if (numberOfMonth(month) !== 6) return { listed: [], forms: [] };
  const rows = tables(random, month, units);
  const parents = new Set(units.flatMap(({ parent }) => parent?.code ?? []));
  const forms = rows.filter((row) => parents.has(String(row['unit_code']))).slice(0, FORMS);
  return { listed: rows.filter((row) => !forms.includes(row)), forms };
}

/** Ours: so many parents of a district send the form itself. */
const FORMS = 3;

function tables(random: Random, month: Month, units: readonly Unit[]): Row[] {
  const own = new Map(units.map((unit) => [unit, ownFigures(random.fork(unit.code), unit)]));
  return units
    .filter((unit) => unit.parent || random.fork(`sends/${unit.code}`).chance(0.94))
    .map((unit) => {
      const members = units.filter(({ parent }) => parent === unit);
      const figures = addUp([unit, ...members].map((each) => own.get(each) ?? {}));
      const slip = members.length > 0 && random.fork(`slip/${unit.code}`).chance(0.2);
      return {
        report_month: month,
        unit_code: unit.code,
        unit_name: unit.name,
        units_covered: 1 + members.length,
        ...figures,
        ...(slip
          ? { study_attendances: Math.round(Number(figures['study_attendances']) / 9) }
          : {}),
        photos: members.length > 0 ? null : 3,
        contact: null,
        contact_telephone: null,
      };
    });
}

function ownFigures(random: Random, unit: Unit): Row {
  const people = Number(unit.register['students'] ?? 0) + Number(unit.register['staff'] ?? 5);
  return Object.fromEntries(
    formFields.map(({ name, kind }): [string, Value] => {
      if (kind === 'yes_no') return [name, random.chance(0.93)];
      if (kind === 'text')
        return [name, random.pick(['升旗仪式', '主题班会', '线上直播', '知识竞赛'])];
      const many = /attendances|views|participants|people$/.test(name);
      return [name, many ? Math.round(people * random.between(0.2, 0.9)) : random.integer(0, 8)];
    }),
  );
}

/** Numbers add, texts are listed once each, yes only where all say yes. */
function addUp(figures: readonly Row[]): Row {
  return Object.fromEntries(
    formFields.map(({ name, kind }): [string, Value] => {
      const values = figures.map((row) => row[name] ?? null);
      if (kind === 'yes_no') return [name, values.every((value) => value === true)];
      if (kind === 'text') return [name, [...new Set(values.map(String))].join('、')];
      return [name, values.reduce<number>((sum, value) => sum + Number(value), 0)];
    }),
  );
}

/** The form of a row, as a parent fills it in on a day of its month. */
export function filledForm(row: Row, day: string): FilledForm {
  return {
    unit: String(row['unit_name']),
    unitsCovered: Number(row['units_covered']),
    day,
    values: new Map(
      formFields.flatMap(({ name }): [string, string | number | boolean][] => {
        const value = row[name];
        return value === null || value === undefined ? [] : [[name, value]];
      }),
    ),
  };
}
