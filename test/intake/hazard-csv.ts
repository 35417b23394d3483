export const HAZARD_HEADER =
  '报送月份,单位代码,隐患编号,发现日期,隐患描述,领域,隐患等级,整改情况,整改完成日期';

/** A ledger of hazards as CSV. */
export const hazards = (...rows: string[]): string => [HAZARD_HEADER, ...rows].join('\n');

/** A row that goes in. */
export const GOOD = '2025-06,1001,A-1,2025-06-03,灭火器过期,消防,一般,整改中,';
