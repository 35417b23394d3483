/** A row of query `inspection`; dates as YYYY-MM-DD. */
export interface InspectionRow {
  readonly inspection_number: string;
  readonly inspection_date: string;
  readonly inspection_type: string;
  readonly team: string | null;
  readonly result: string | null;
  readonly note: string | null;
}

/** A row of query `finding`. */
export interface FindingRow {
  readonly inspection_number: string;
  readonly finding_number: string;
  readonly found_date: string;
  readonly work_area: string;
  readonly severity: string;
  readonly description: string;
  readonly deadline: string | null;
  readonly status: string;
  readonly closed_date: string | null;
  readonly verified_date: string | null;
  readonly false_return: boolean;
}

/** A finding as of a day. */
export interface FindingAsOf extends FindingRow {
  /** Not struck off yet. */
  readonly open: boolean;
  /** To be rectified, and its deadline has passed. */
  readonly overdue: boolean;
}

/** An inspection with its findings, major ones first. */
export interface InspectionWithFindings extends InspectionRow {
  readonly findings: readonly FindingAsOf[];
}

/**
 * Inspections up to a day (ISO), the latest first, each with its findings as they stood on that
 * day. With a work area only findings of it are kept, and only inspections that have one.
 */
export function inspectionsAsOf(
  inspections: readonly InspectionRow[],
  findings: readonly FindingRow[],
  day: string,
  workArea: string | null = null,
): readonly InspectionWithFindings[] {
  const byInspection = new Map<string, FindingAsOf[]>();
  for (const finding of findings) {
    if (workArea !== null && finding.work_area !== workArea) continue;
    const rectified = finding.closed_date !== null && finding.closed_date <= day;
    const open = !rectified || finding.status !== 'struck_off';
    const overdue = !rectified && finding.deadline !== null && finding.deadline < day;
    const known = byInspection.get(finding.inspection_number) ?? [];
    byInspection.set(finding.inspection_number, [...known, { ...finding, open, overdue }]);
  }
  return inspections
    .filter((inspection) => inspection.inspection_date <= day)
    .map((inspection) => ({
      ...inspection,
      findings: (byInspection.get(inspection.inspection_number) ?? []).sort(
        (a, b) => Number(b.severity === 'major') - Number(a.severity === 'major'),
      ),
    }))
    .filter((inspection) => workArea === null || inspection.findings.length > 0)
    .sort((a, b) => b.inspection_date.localeCompare(a.inspection_date));
}
