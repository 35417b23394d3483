import * as activity from './activity.ts';
import * as campaign from './campaign.ts';
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
  body: campaign.body,
  activity_type: campaign.activityType,
  activity_topic: campaign.activityTopic,
  document_type: campaign.documentType,
  platform: campaign.platform,
  fire_check_occasion: campaign.fireCheckOccasion,
  waste_report: campaign.wasteReport,
  safe_campus_title: campaign.safeCampusTitle,
  safe_campus_state: campaign.safeCampusState,
  item_type: campaign.itemType,
} as const;

export type CodeListName = keyof typeof codeLists;
export type { Code, CodeList } from './code-list.ts';
