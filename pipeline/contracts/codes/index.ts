import * as activity from './activity.ts';
import * as hazard from './hazard.ts';
import * as unit from './unit.ts';

/** Every code list by the name that a contract's `codes` refers to. */
export const codeLists = {
  unit_kind: unit.unitKind,
  ownership: unit.ownership,
  coordinate_system: unit.coordinateSystem,
  unit_status: unit.unitStatus,
  assessed_risk: unit.assessedRisk,
  unit_change_type: unit.unitChangeType,
  work_area: hazard.workArea,
  severity: hazard.severity,
  hazard_status: hazard.hazardStatus,
  hazard_source: hazard.hazardSource,
  escalation: hazard.escalation,
  drill_type: activity.drillType,
  drill_form: activity.drillForm,
  inspection_type: activity.inspectionType,
  inspection_result: activity.inspectionResult,
  accident_type: activity.accidentType,
  accident_level: activity.accidentLevel,
} as const;

export type CodeListName = keyof typeof codeLists;
export type { Code, CodeList } from './code-list.ts';
